"""The mails of a signing: what they name, and when they are no longer worth sending."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox import delivery
from signatories.outbox.actions import refuse, retry
from signatories.outbox.models import Message, Preference
from signatories.signing import keys
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.signing.actions.reminders import remind_decisions
from signatories.signing.models import SigningDraft
from tests.factories import a_draft, a_team_member, a_waiting_draft, person_answers
from tests.signing import last_mail

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def reminded() -> SigningDraft:
    """A signing whose board should have met, and the reminder that waits to leave."""
    draft, _ = a_waiting_draft(email="ines@example.org", meeting_on="2026-01-10")
    delivery.deliver_due()
    mail.outbox.clear()
    SigningDraft.objects.update(expires_at=timezone.now() + timedelta(days=30))
    draft.refresh_from_db()
    assert remind_decisions() == 1
    return draft


def state_after_delivery(kind: str) -> str:
    message = last_mail(kind)
    delivery.deliver_due()
    message.refresh_from_db()
    return message.state


def test_a_reminder_leaves_while_the_board_has_not_decided(reminded: SigningDraft) -> None:
    message = last_mail("signing.decision_reminder")

    assert state_after_delivery("signing.decision_reminder") == State.SENT
    assert message.until == reminded.expires_at
    assert list(Message.objects.about(reminded).filter(pk=message.pk)) == [message]


def test_a_reminder_is_not_sent_once_the_signing_goes_on(reminded: SigningDraft) -> None:
    drafting.save_decision(reminded, answers={"decided_by": "board", "meeting_on": ""})

    assert state_after_delivery("signing.decision_reminder") == State.CANCELLED


def test_a_reminder_is_not_sent_once_everything_was_erased(reminded: SigningDraft) -> None:
    """Nor is its row kept: it would say to whom."""
    drafting.forget(reminded)

    delivery.deliver_due()
    assert mail.outbox == []
    assert not Message.objects.filter(to="ines@example.org").exists()


def test_a_reminder_can_be_refused_and_a_code_still_comes(reminded: SigningDraft) -> None:
    refuse(Preference.objects.of("ines@example.org").get())
    drafting.ask_resume_code(reminded)

    assert state_after_delivery("signing.resume_code") == State.SENT
    assert last_mail("signing.decision_reminder").state == State.CANCELLED
    assert not any(message.necessary for message in Message.objects.filter(kind="signing.decision_reminder"))


@pytest.mark.parametrize("kind", ["signing.confirm", "signing.resume_code"])
def test_a_code_is_sent_as_long_as_it_lives(kind: str) -> None:
    draft, _ = a_draft()
    drafting.ask_code(draft)
    drafting.ask_resume_code(draft)
    message = last_mail(kind)
    assert message.until
    life = message.until - message.created_at
    assert keys.CODE_LIFE - timedelta(seconds=5) < life <= keys.CODE_LIFE

    Message.objects.filter(pk=message.pk).update(state=State.FAILED, until=timezone.now())

    with pytest.raises(ActionRefused, match="n’est plus utile"):
        retry(message, by=a_team_member())


@pytest.mark.parametrize("kind", ["signing.confirm", "signing.resume_code", "signing.begun"])
def test_what_goes_on_with_a_signing_is_not_sent_once_it_is_confirmed(kind: str) -> None:
    draft, _ = a_draft()
    drafting.ask_resume_code(draft)
    drafting.ask_code(draft)
    confirm(draft)

    assert state_after_delivery(kind) == State.CANCELLED


@pytest.mark.parametrize("kind", ["signing.confirm", "signing.resume_code", "signing.begun"])
def test_what_goes_on_with_a_signing_is_sent_meanwhile(kind: str) -> None:
    draft, _ = a_draft()
    drafting.ask_resume_code(draft)
    drafting.ask_code(draft)

    assert state_after_delivery(kind) == State.SENT
    assert last_mail(kind) in Message.objects.about(draft)


def test_the_link_to_go_on_is_worth_sending_as_long_as_it_works() -> None:
    draft, _ = a_draft()
    drafting.save_person(draft, answers=person_answers(email="autre@example.org"), key=None)

    message = last_mail("signing.begun")

    assert message.until == SigningDraft.objects.get().expires_at


def test_thanks_and_news_name_the_association_and_its_signature() -> None:
    a_team_member()
    confirmed = confirm(a_draft()[0])

    expected = {"signing.thanks", "moderation.signed"}
    for named in (confirmed.signature, confirmed.signature.organisation):
        assert set(Message.objects.about(named).values_list("kind", flat=True)) == expected
    assert [message.kind for message in Message.objects.addressed_to(confirmed.signer)] == ["signing.thanks"]
