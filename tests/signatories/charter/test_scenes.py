"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import date

import pytest

from signatories.charter import actions
from signatories.charter.signals import version_in_force
from signatories.people.audiences import member
from signatories.people.models import Role
from tests.factories import a_charter, a_colleague, a_team_member
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def another_text() -> bytes:
    return a_charter().source.replace("version: essai", "version: nouvelle", 1).encode()


def load(*, in_force: bool) -> Scene:
    text, current, team = another_text(), a_charter(), a_team_member()
    replaced = (("charter.superseded", current, team), ("charter.in_force", None, team)) if in_force else ()
    return Scene(
        act=lambda: actions.load(text, by=team, in_force=in_force)[0],
        events=(("charter.loaded", None, team), *replaced),
        news=(version_in_force,) if in_force else (),
    )


def put_in_force() -> Scene:
    current, team = a_charter(), a_team_member()
    version, _ = actions.load(another_text())
    return Scene(
        act=lambda: actions.put_in_force(version, by=team),
        events=(("charter.superseded", current, team), ("charter.in_force", version, team)),
        news=(version_in_force,),
    )


def propose() -> Scene:
    text, team = another_text(), a_team_member()
    return Scene(act=lambda: actions.propose(text, by=team), events=(("charter.loaded", None, team),))


def adopt() -> Scene:
    current, person = a_charter(), a_colleague(Role.Kind.COMMITTEE)
    version, by = actions.propose(another_text(), by=a_team_member()), member(person)
    replaced = (("charter.superseded", current, person), ("charter.in_force", version, person))
    return Scene(
        act=lambda: actions.adopt(version, by=by, on=date(2026, 11, 1)),
        events=(*replaced, ("charter.adopted", version, person)),
        news=(version_in_force,),
    )


def take_away() -> Scene:
    version, team = actions.propose(another_text(), by=a_team_member()), a_team_member()
    return Scene(act=lambda: actions.take_away(version, by=team), events=(("charter.taken_away", version, team),))


SCENES: Scenes = {
    "load": lambda: load(in_force=False),
    "load, in force": lambda: load(in_force=True),
    "put_in_force": put_in_force,
    "propose": propose,
    "adopt": adopt,
    "take_away": take_away,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
