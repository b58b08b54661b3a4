"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.people import actions, signals
from tests.atomicity import all_or_nothing
from tests.factories import a_team_member, a_user
from tests.scenes import Scene, Scenes, play

pytestmark = pytest.mark.django_db


def join_team() -> Scene:
    person, team = a_user(), a_team_member()
    return Scene(
        act=lambda: actions.join_team(person, by=team),
        events=(("team.joined", person, team),),
        news=(signals.team_joined,),
    )


def leave_team() -> Scene:
    person, team = a_team_member(), a_team_member()
    return Scene(
        act=lambda: actions.leave_team(person, by=team),
        events=(("team.left", person, team),),
        news=(signals.team_left,),
    )


SCENES: Scenes = {
    "open_account": lambda: Scene(act=lambda: actions.open_account(email="nora@example.org", verified=True)),
    "join_team": join_team,
    "leave_team": leave_team,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_its_traces(name: str) -> None:
    play(SCENES[name]())


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing(name: str) -> None:
    all_or_nothing(SCENES[name]().act)
