"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.mailings import actions, blocks, forgetting
from signatories.people.audiences import member
from signatories.people.places import Leaver
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.mailings.scenes import (
    NORA,
    PUBLISHED,
    SUBJECT,
    a_draft,
    a_national,
    a_sending,
    a_stopped,
    reading,
    written,
)

pytestmark = pytest.mark.django_db


def begin() -> Scene:
    by = a_national()
    reading(NORA, "Les Lilas (exemple)")
    return Scene(act=lambda: actions.begin(PUBLISHED, by=by), events=(("mailing.begun", None, by.person),))


def write_text() -> Scene:
    reading(NORA, "Les Lilas (exemple)")
    mailing = a_draft()
    by = member(mailing.begun_by)
    return Scene(
        act=lambda: actions.write_text(mailing, by=by, subject=SUBJECT, text="Autre.", revision=1),
        events=(("mailing.text_written", mailing, by.person),),
    )


def discard() -> Scene:
    reading(NORA, "Les Lilas (exemple)")
    mailing = a_draft()
    by = member(mailing.begun_by)
    return Scene(act=lambda: actions.discard(mailing, by=by), events=(("mailing.discarded", mailing, by.person),))


def confirm() -> Scene:
    """No mail yet."""
    reading(NORA, "Les Lilas (exemple)")
    mailing = a_draft()
    by = member(mailing.begun_by)
    return Scene(
        act=lambda: actions.confirm(mailing, by=by, seen=1, revision=1),
        events=(("mailing.confirmed", mailing, by.person),),
    )


def stop() -> Scene:
    mailing = a_sending()
    by = member(mailing.begun_by)
    return Scene(act=lambda: actions.stop(mailing, by=by), events=(("mailing.stopped", mailing, by.person),))


def resume() -> Scene:
    mailing = a_stopped()
    by = member(mailing.begun_by)
    return Scene(act=lambda: actions.resume(mailing, by=by), events=(("mailing.resumed", mailing, by.person),))


def write_block() -> Scene:
    mailing = a_sending()
    return Scene(
        act=lambda: blocks.write_block(mailing),
        events=(("mailing.sent", mailing, mailing.confirmed_by),),
        mails=(("mailings.message", NORA),),
    )


def settle() -> Scene:
    mailing = a_sending()
    mailing.recipients.all().delete()
    return Scene(act=lambda: blocks.settle(mailing))


def forget_person() -> Scene:
    mailing = written()
    return Scene(act=lambda: forgetting.forget_person(Leaver(frozenset({NORA}), mailing.begun_by)))


def forget_organisation() -> Scene:
    mailing = written()
    organisation = mailing.recipients.get().organisations.get()
    return Scene(act=lambda: forgetting.forget_organisation(organisation))


SCENES: Scenes = {
    "begin": begin,
    "write_text": write_text,
    "discard": discard,
    "confirm": confirm,
    "stop": stop,
    "resume": resume,
    "write_block": write_block,
    "settle": settle,
    "forget_person": forget_person,
    "forget_organisation": forget_organisation,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
