"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation import actions
from signatories.moderation.decisions import DECISIONS, StaleDecision, revision, take
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def with_three_attempts() -> tuple[Signature, User]:
    signature, team = a_published_signature(), a_team_member()
    for _ in range(3):
        actions.note_attempt(signature, by=team, text="Appel sans réponse.")
    return signature, team


def test_an_appeal_waits_for_one_answer() -> None:
    signature = actions.send_back(a_confirmed_signature(), by=a_team_member(), reason="Pas encore.")
    contact = contact_of(signature)

    answers = side_by_side(*[lambda: actions.appeal(signature, by=contact, text="Regardez.")] * 2)

    assert raised(answers) == [ActionRefused]
    assert signature.exchanges.filter(kind="appeal").count() == 1


def test_an_appeal_has_one_answer() -> None:
    signature, team = (
        actions.send_back(a_confirmed_signature(), by=a_team_member(), reason="Non."),
        a_team_member(),
    )
    actions.appeal(signature, by=contact_of(signature), text="Regardez.")

    answers = side_by_side(
        *[lambda: actions.answer_appeal(signature, by=team, text="Vu.", accepted=False)] * 2,
    )

    assert raised(answers) == [ActionRefused]
    assert Message.objects.filter(kind="exchange.appeal_answer").count() == 1


def test_what_was_said_just_then_is_read_before_it_is_decided() -> None:
    """Whoever decides waits for what is being written, then is shown it."""
    signature, team = a_confirmed_signature(), a_team_member()
    actions.send_back(signature, by=team, reason="Pas encore.")
    contact, seen = contact_of(signature), revision(signature)

    answers = side_by_side(
        lambda: actions.appeal(signature, by=contact, text="Regardez."),
        lambda: take(DECISIONS["publier"], signature, by=team, data={}, seen=seen),
    )

    assert raised(answers) == [StaleDecision]
    signature.refresh_from_db()
    assert signature.status == Status.TO_REVIEW


def test_no_attempt_is_noted_once_paused() -> None:
    signature, team = with_three_attempts()

    answers = side_by_side(
        lambda: actions.pause(signature, by=team, reason="Trois appels."),
        lambda: actions.note_attempt(signature, by=team, text="Appel."),
    )

    assert raised(answers) == [ActionRefused]


def test_an_association_that_answers_just_then_is_not_paused() -> None:
    signature, team = with_three_attempts()
    contact = contact_of(signature)

    answers = side_by_side(
        lambda: actions.reply(signature, by=contact, text="Nous voici."),
        lambda: actions.pause(signature, by=team, reason="Trois appels."),
    )

    signature.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert signature.status == Status.PUBLISHED


def test_an_association_paused_just_then_is_heard() -> None:
    signature, team = with_three_attempts()
    contact = contact_of(signature)

    answers = side_by_side(
        lambda: actions.pause(signature, by=team, reason="Trois appels."),
        lambda: actions.reply(signature, by=contact, text="Nous voici."),
    )

    signature.refresh_from_db()
    assert raised(answers) == []
    assert signature.status == Status.PUBLISHED
