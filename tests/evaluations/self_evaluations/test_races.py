"""Many at the same moment, as on the last evening of September: none lost, none twice."""

import pytest

from evaluations.questionnaires.actions import reword
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.actions.calling import called
from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from signatories.history.models import Event
from signatories.outbox.models import Message
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_call,
    a_draft,
    a_national,
    a_signatory,
    asked,
    said,
    the_campaign,
)
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 12


def test_twelve_who_share_at_once_and_one_of_them_twice_are_each_shared_once() -> None:
    campaign, contacts = the_campaign(), [a_signatory() for _ in range(AT_ONCE - 1)]
    for contact in contacts:
        a_draft(contact)

    answers = side_by_side(
        *(lambda each=each: share(campaign, by=each) for each in [*contacts, contacts[0]]),
    )

    assert raised(answers) == []
    assert LookBack.objects.shared().count() == AT_ONCE - 1
    receipts = Message.objects.filter(kind="look_back.shared").values_list("to", flat=True)
    assert sorted(receipts) == sorted(contact.person.email for contact in contacts)


def test_a_question_is_corrected_while_somebody_answers_it_and_nothing_is_lost() -> None:
    contact, question, by = a_signatory(), asked(), a_national()
    better = "Comment suivons-nous les besoins du quartier\u202f?"

    answers = side_by_side(
        lambda: reword(question, by=by, text=better, choices={"talking": "Nous en parlons à deux."}),
        lambda: answer(question, by=contact, said=said()),
    )

    assert raised(answers) == []
    row = LookBackAnswer.objects.get()
    assert (row.text, row.question.text) == (WORDS, better)
    assert row.choice
    assert (row.choice.code, row.choice.text) == ("talking", "Nous en parlons à deux.")


def test_two_who_called_back_at_once_say_it_once() -> None:
    call, by = a_call(), a_national()

    answers = side_by_side(*(lambda: called(call, by=by) for _ in range(2)))

    assert raised(answers) == []
    assert Event.objects.filter(kind="call_back.called").count() == 1
