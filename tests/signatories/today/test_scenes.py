"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.today import actions
from tests.factories import a_confirmed_signature
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.today.lines import a_line_put_off, in_days, line_of
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db


def put_off() -> Scene:
    actor = somebody_of_the_team()
    line = line_of(a_confirmed_signature(), actor)
    return Scene(
        act=lambda: actions.put_off(line.pile, line.about, until=in_days(1), by=actor),
        events=(("day_line.put_off", None, actor.person),),
    )


def take_back() -> Scene:
    actor, signature = somebody_of_the_team(), a_confirmed_signature()
    put, line = a_line_put_off(signature), line_of(signature, actor)
    return Scene(
        act=lambda: actions.take_back(line.pile, line.about, by=actor),
        events=(("day_line.taken_back", put, actor.person),),
    )


SCENES: Scenes = {"put_off": put_off, "take_back": take_back}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
