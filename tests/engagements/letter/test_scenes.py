"""What each action leaves behind, and that it leaves nothing when it fails."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from engagements.letter import actions
from engagements.letter.models import Letter, QuestionKey
from engagements.letter.places import Asks, replied
from signatories.outbox.models import Message
from tests.atomicity import all_or_nothing
from tests.engagements.letter.conftest import Says, a_question, a_reply
from tests.factories import a_user, an_organisation
from tests.scenes import Scene, Scenes, play

pytestmark = pytest.mark.django_db
WEEK = date(2027, 3, 1)


def write_letters() -> Scene:
    person = an_organisation().memberships.get().user
    return Scene(act=lambda: actions.write_letters(today=WEEK), mails=(("letter.week", person.email),))


def write_letter() -> Scene:
    person = an_organisation().memberships.get().user
    return Scene(act=lambda: actions.write_letter(person.pk, week=WEEK), mails=(("letter.week", person.email),))


def rewrite_answered() -> Scene:
    person = an_organisation().memberships.get().user
    actions.write_letter(person.pk, week=actions.week_of(timezone.localdate()))
    stopped = {"state": Message.State.CANCELLED, "reason": actions.ANSWERED_MEANWHILE}
    Message.objects.update(**stopped, text="", html="")
    return Scene(act=actions.rewrite_answered, mails=(("letter.week", person.email),))


def forget_old() -> Scene:
    Letter.objects.create(person=a_user(), week=date(2020, 3, 2))
    return Scene(act=actions.forget_old)


def a_key() -> QuestionKey:
    replied("test", a_reply)
    organisation = an_organisation(contact=(person := a_user()))
    return actions.give_key(Asks("test", uuid.uuid4()), person=person, organisation=organisation)


def give_key() -> Scene:
    question, person = a_key().target, a_user()
    again = Asks(question.kind, question.about)
    return Scene(act=lambda: actions.give_key(again, person=person, organisation=question.organisation))


def answer() -> Scene:
    key = a_key()
    return Scene(act=lambda: actions.answer(key, lambda reply: reply.say(None)))


def forget_keys_of() -> Scene:
    key = a_key()
    return Scene(act=lambda: actions.forget_keys_of(key.person))


SCENES: Scenes = {
    "give_key": give_key,
    "answer": answer,
    "forget_keys_of": forget_keys_of,
    "write_letters": write_letters,
    "write_letter": write_letter,
    "rewrite_answered": rewrite_answered,
    "forget_old": forget_old,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_its_traces(says: Says, name: str) -> None:
    says.everybody(a_question())
    play(SCENES[name]())


@pytest.mark.parametrize("name", ["write_letter", "forget_old", "give_key", "answer", "forget_keys_of"])
def test_an_action_is_all_or_nothing(says: Says, name: str) -> None:
    says.everybody(a_question())
    all_or_nothing(SCENES[name]().act)
