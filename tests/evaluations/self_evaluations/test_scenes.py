"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations.self_evaluations.actions import answering, calling, forgetting
from evaluations.self_evaluations.models import LookBack
from tests.constraints import changed
from tests.evaluations.self_evaluations.scenes import (
    a_call,
    a_confided,
    a_draft,
    a_national,
    a_reader,
    a_shared,
    a_signatory,
    asked,
    noted,
    said,
    the_campaign,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def answer() -> Scene:
    contact, question, words = a_signatory(), asked(), said()
    return Scene(
        act=lambda: answering.answer(question, by=contact, said=words, kept=[]),
        events=(("look_back.begun", lambda row: row.look_back, contact.person),),
    )


def answer_once_shared() -> Scene:
    look_back = a_shared(contact := a_signatory())
    question, words = asked("debat"), said(slug="debat")
    return Scene(
        act=lambda: answering.answer(question, by=contact, said=words),
        events=(("look_back.amended", look_back, contact.person),),
    )


def confide() -> Scene:
    """Once begun, nothing in the history says that anything was confided."""
    a_shared(contact := a_signatory())
    reader, question, words = a_reader(), asked("clientelisme"), said(slug="clientelisme")
    return Scene(act=lambda: answering.confide(question, by=contact, reader=reader, said=words))


def finish() -> Scene:
    a_draft(contact := a_signatory())
    texts = {"coming": LookBack.Coming.WE_COME, "agenda": "Le local"}
    return Scene(act=lambda: answering.finish(the_campaign(), by=contact, texts=texts))


def share() -> Scene:
    look_back = a_draft(contact := a_signatory())
    return Scene(
        act=lambda: answering.share(the_campaign(), by=contact),
        events=(("look_back.shared", look_back, contact.person),),
        mails=(("look_back.shared", contact.person.email),),
    )


def note() -> Scene:
    contact, national = a_signatory(), a_national()
    the_campaign()
    return Scene(act=lambda: noted(contact, by=national), events=(("look_back.noted", None, national.person),))


def begun() -> Scene:
    contact, campaign = a_signatory(), the_campaign()
    return Scene(
        act=lambda: answering.begun(campaign, by=contact), events=(("look_back.begun", None, contact.person),)
    )


def ask_call() -> Scene:
    look_back = a_draft(contact := a_signatory())
    return Scene(
        act=lambda: calling.ask_call(the_campaign(), by=contact, number="01 02 03 04 05", when=""),
        events=(("call_back.asked", look_back, contact.person),),
    )


def called() -> Scene:
    call, national = a_call(), a_national()
    return Scene(
        act=lambda: calling.called(call, by=national),
        events=(("call_back.called", call.look_back, national.person),),
    )


def forget_association() -> Scene:
    look_back = a_shared()
    return Scene(act=lambda: forgetting.forget_association(look_back.organisation))


def forget_calls_of() -> Scene:
    call = a_call()
    return Scene(act=lambda: forgetting.forget_calls_of(call.asked_by))


def forget_calls() -> Scene:
    changed(a_call(), asked_at=timezone.now() - timedelta(days=91))
    return Scene(act=forgetting.forget_calls)


def forget_confided() -> Scene:
    contact = a_signatory()
    confided = a_confided(contact)
    old = timezone.now() - timedelta(days=366)
    changed(confided.look_back.campaign, state="reported", opened_at=old, closed_at=old, reported_at=old)
    return Scene(act=forgetting.forget_confided)


SCENES: Scenes = {
    "answer": answer,
    "answer, once shared": answer_once_shared,
    "confide": confide,
    "finish": finish,
    "share": share,
    "note": note,
    "begun": begun,
    "ask_call": ask_call,
    "called": called,
    "forget_association": forget_association,
    "forget_calls_of": forget_calls_of,
    "forget_calls": forget_calls,
    "forget_confided": forget_confided,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
