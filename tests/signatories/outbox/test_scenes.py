"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.outbox.actions import retry
from signatories.outbox.models import Message
from tests.atomicity import all_or_nothing
from tests.constraints import changed
from tests.factories import a_message, a_team_member
from tests.scenes import Scene, Scenes, play

pytestmark = pytest.mark.django_db


def write() -> Scene:
    return Scene(act=lambda: a_message(to="nora@example.org"), mails=(("test", "nora@example.org"),))


def retrying() -> Scene:
    message, team = a_message(), a_team_member()
    changed(message, state=Message.State.FAILED)
    return Scene(act=lambda: retry(message, by=team), events=(("message.retried", message, team),))


SCENES: Scenes = {"write": write, "retry": retrying}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_its_traces(name: str) -> None:
    play(SCENES[name]())


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing(name: str) -> None:
    all_or_nothing(SCENES[name]().act)
