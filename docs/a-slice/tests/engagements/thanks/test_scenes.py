"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.thanks import actions
from signatories.people.actors import Actor
from tests.engagements.thanks.scenes import a_contact, a_thanks
from tests.factories import a_qpv
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def say() -> Scene:
    contact, qpv = a_contact(), a_qpv()
    return Scene(
        act=lambda: actions.say(qpv, by=contact, text="Merci (exemple)."),
        events=(("thanks.said", None, contact.person),),
        mails=(("thanks.said", contact.person.email),),
    )


def take_back() -> Scene:
    thanks = a_thanks()
    return Scene(
        act=lambda: actions.take_back(thanks, by=Actor()),
        events=(("thanks.taken_back", thanks, None),),
    )


def forget_words_of() -> Scene:
    thanks = a_thanks()
    return Scene(act=lambda: actions.forget_words_of(thanks.said_by))


SCENES: Scenes = {"say": say, "take_back": take_back, "forget_words_of": forget_words_of}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
