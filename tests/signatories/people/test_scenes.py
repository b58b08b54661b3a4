"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.people import actions
from tests.factories import a_protected_colleague
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def take_second_factor_away() -> Scene:
    person = a_protected_colleague()
    return Scene(act=lambda: actions.take_second_factor_away(person))


SCENES: Scenes = {
    "open_account": lambda: Scene(act=lambda: actions.open_account(email="nora@example.org", verified=True)),
    "take_second_factor_away": take_second_factor_away,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
