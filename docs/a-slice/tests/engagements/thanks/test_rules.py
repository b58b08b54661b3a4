"""Who may."""

import pytest

from engagements.thanks.rules import may_say
from signatories.people.actors import Actor, TeamMember
from tests.engagements.thanks.scenes import a_contact
from tests.factories import a_team_member, a_user

pytestmark = pytest.mark.django_db


def test_who_may_say_thanks() -> None:
    may = {
        "visitor": may_say(Actor()),
        "person": may_say(Actor(person=a_user())),
        "contact": may_say(a_contact()),
        "team": may_say(TeamMember(person=a_team_member())),
    }

    assert may == {"visitor": False, "person": False, "contact": True, "team": False}
