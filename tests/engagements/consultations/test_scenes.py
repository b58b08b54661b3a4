"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.consultations.actions import calls
from tests.atomicity import all_or_nothing
from tests.engagements.consultations.scenes import a_call, a_contact, facts, in_days, the_team
from tests.scenes import Scene, Scenes, play

pytestmark = pytest.mark.django_db


def announce() -> Scene:
    contact = a_contact()
    told = facts()
    return Scene(act=lambda: calls.announce(told, by=contact), events=(("call.announced", None, contact.person),))


def expect_again() -> Scene:
    contact, call = a_contact(), a_call()
    return Scene(
        act=lambda: calls.expect_again(call, by=contact), events=(("call.expected", None, contact.person),)
    )


def correct() -> Scene:
    contact, call = a_contact(), a_call()
    told = facts(last_on=in_days(70))
    return Scene(
        act=lambda: calls.correct(call, told, by=contact, read=0),
        events=(("call.corrected", call, contact.person),),
    )


def hide() -> Scene:
    team, call = the_team(), a_call()
    return Scene(
        act=lambda: calls.hide(call, by=team, why="Une publicité."), events=(("call.hidden", call, team.person),)
    )


def show_again() -> Scene:
    team = the_team()
    call = calls.hide(a_call(), by=team, why="Une publicité.")
    return Scene(act=lambda: calls.show_again(call, by=team), events=(("call.shown", call, team.person),))


SCENES: Scenes = {
    "announce": announce,
    "expect_again": expect_again,
    "correct": correct,
    "hide": hide,
    "show_again": show_again,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_its_traces(name: str) -> None:
    play(SCENES[name]())


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing(name: str) -> None:
    all_or_nothing(SCENES[name]().act)
