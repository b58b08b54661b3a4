"""Who announces and who runs a meeting: one table."""

import pytest

from evaluations.meetings import rules
from signatories.people.actors import Actor
from tests.engagements.decisions.scenes import a_contact, an_animator, the_team
from tests.engagements.participation.scenes import a_gathering
from tests.evaluations.meetings.scenes import a_meeting, host
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def everyone() -> dict[str, Actor]:
    return {
        "visitor": Actor(),
        "person": Actor(person=a_user()),
        "of the place": a_contact(),
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }


@pytest.mark.parametrize(
    "announcing", [{"its animator", "national"}, {"national"}], ids=["of a place", "national"]
)
def test_who_may(announcing: set[str]) -> None:
    is_national = announcing == {"national"}
    meeting, actors = a_meeting(a_gathering(days=(10,)), is_national=is_national), everyone()
    actors["who welcomes"] = host(meeting)
    gathering = meeting.gathering

    may = {name for name, each in actors.items() if rules.may_announce(each, gathering, is_national=is_national)}

    assert may == announcing
    assert {name for name, each in actors.items() if rules.runs(each, meeting)} == announcing | {"who welcomes"}
