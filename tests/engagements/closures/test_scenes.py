"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.closures import actions
from tests.constraints import changed
from tests.engagements.closures.scenes import a_closure, a_signatory_of_franc_moisin, contact_of, in_days
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def say_closed() -> Scene:
    contact = a_signatory_of_franc_moisin()
    a_closure(contact)
    return Scene(
        act=lambda: actions.say_closed(by=contact, starts_on=in_days(15), ends_on=in_days(30)),
        events=(("closure.said", contact.organisation, contact.person),),
    )


def take_back() -> Scene:
    closure = a_closure()
    contact = contact_of(closure.organisation)
    return Scene(
        act=lambda: actions.take_back(closure, by=contact),
        events=(("closure.taken_back", closure.organisation, contact.person),),
    )


def forget_old() -> Scene:
    changed(a_closure(), starts_on=in_days(-400), ends_on=in_days(-366))
    return Scene(act=actions.forget_old)


SCENES: Scenes = {"say_closed": say_closed, "take_back": take_back, "forget_old": forget_old}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
