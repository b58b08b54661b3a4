"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.sessions.actions import close_session, open_session, reopen_session
from tests.factories import a_team_member
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def opening() -> Scene:
    team = a_team_member()
    return Scene(
        act=lambda: open_session("Salle des fêtes (exemple)", by=team), events=(("session.opened", None, team),)
    )


def closing() -> Scene:
    team = a_team_member()
    session = open_session("Salle des fêtes (exemple)", by=a_team_member())
    return Scene(act=lambda: close_session(session, by=team), events=(("session.closed", session, team),))


def reopening() -> Scene:
    team = a_team_member()
    session = close_session(open_session("Salle des fêtes (exemple)", by=team), by=team)
    return Scene(act=lambda: reopen_session(session, by=team), events=(("session.reopened", session, team),))


SCENES: Scenes = {"open_session": opening, "close_session": closing, "reopen_session": reopening}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
