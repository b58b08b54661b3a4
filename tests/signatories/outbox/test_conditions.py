"""A message that stopped being worth sending: asked once the worker has claimed it, never before."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox import actions, conditions, delivery, failures
from signatories.outbox.conditions import condition
from signatories.outbox.models import Message
from tests.factories import a_message, a_team_member

pytestmark = pytest.mark.django_db
State = Message.State


class Asked:
    """A condition under the test's control, and what it was asked."""

    def __init__(self) -> None:
        self.holds, self.with_what = True, list[tuple[int, UUID | str]]()
        self.states: list[str] = []

    def __call__(self, *, number: int, room: UUID | str) -> bool:
        self.with_what.append((number, room))
        self.states += Message.objects.values_list("state", flat=True)
        return self.holds


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(conditions, "_conditions", dict(conditions._conditions))
    asked = Asked()
    condition("tests.holds", otherwise="La salle a été fermée.")(asked)
    return asked


ROOM = UUID("00000000-0000-4000-8000-000000000001")


def a_conditional_message(*, secret: bool = False) -> Message:
    return a_message(condition="tests.holds", condition_args={"number": 3, "room": ROOM}, secret=secret)


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_condition_that_holds_lets_the_message_leave(asked: Asked) -> None:
    message = a_conditional_message()

    assert delivery.deliver(message.pk)

    assert asked.with_what == [(3, str(ROOM))]
    assert state_of(message) == State.SENT


def test_a_condition_is_asked_once_the_message_is_claimed_and_not_when_it_is_written(asked: Asked) -> None:
    message = a_conditional_message()
    assert asked.states == []

    delivery.deliver(message.pk)

    assert asked.states == [State.SENDING]


def test_a_condition_that_no_longer_holds_cancels_with_its_reason(asked: Asked) -> None:
    message = a_conditional_message()
    asked.holds = False

    assert delivery.deliver_due() == 0

    assert mail.outbox == []
    assert state_of(message) == State.CANCELLED
    assert message.reason == "La salle a été fermée."
    assert message.text != ""
    assert delivery.deliver_due() == 0
    assert len(asked.with_what) == 1


def test_what_changes_between_the_claim_and_the_sending_is_seen(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, claim = a_conditional_message(), delivery._claim

    def claim_then_close(pk: UUID) -> Message | None:
        claimed = claim(pk)
        asked.holds = False
        return claimed

    monkeypatch.setattr(delivery, "_claim", claim_then_close)
    delivery.deliver(message.pk)

    assert mail.outbox == []
    assert state_of(message) == State.CANCELLED


def test_a_secret_that_is_cancelled_is_erased(asked: Asked) -> None:
    message = a_conditional_message(secret=True)
    Message.objects.update(subject="123456 est votre code")
    asked.holds = False

    delivery.deliver(message.pk)

    assert state_of(message) == State.CANCELLED
    assert (message.subject, message.text, message.html) == ("•••• est votre code", "", "")


def test_a_worker_that_was_overtaken_cancels_nothing(asked: Asked) -> None:
    message = a_conditional_message()
    slow = delivery._claim(message.pk)
    assert slow
    Message.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    delivery.deliver_due()

    delivery._note_cancelled(slow, "Trop tard.")

    assert state_of(message) == State.SENT


def test_a_slow_worker_that_did_send_says_so_even_after_a_cancellation(asked: Asked) -> None:
    message = a_conditional_message()
    slow = delivery._claim(message.pk)
    assert slow
    Message.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    asked.holds = False
    delivery.deliver_due()
    assert state_of(message) == State.CANCELLED

    delivery._note_success(slow)

    assert state_of(message) == State.SENT
    assert message.reason == ""


def test_a_condition_that_breaks_is_one_failed_attempt(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    message = a_conditional_message()
    monkeypatch.delitem(conditions._conditions, "tests.holds")  # the slice went away with an update

    delivery.deliver_due()

    assert mail.outbox == []
    assert state_of(message) == State.QUEUED
    assert "tests.holds" in message.error


@pytest.mark.parametrize(
    ("name", "given"), [("tests.unknown", {}), ("tests.holds", {"number": 3}), ("tests.holds", {"door": 1})]
)
def test_a_condition_that_could_not_be_asked_is_refused_when_it_is_written(
    asked: Asked, name: str, given: dict[str, object]
) -> None:
    with pytest.raises((LookupError, TypeError)):
        a_message(condition=name, condition_args=given)

    assert not Message.objects.exists()


def test_two_conditions_never_share_a_name(asked: Asked) -> None:
    with pytest.raises(ValueError, match=r"tests\.holds"):
        condition("tests.holds", otherwise="Autre chose.")


def test_a_message_leaves_until_its_moment_and_not_after() -> None:
    in_time = a_message(until=timezone.now() + timedelta(minutes=15))
    late = a_message(until=datetime(2026, 3, 12, 9, 5, tzinfo=UTC))

    assert delivery.deliver_due() == 1

    assert state_of(in_time) == State.SENT
    assert state_of(late) == State.CANCELLED
    assert late.reason == "Il n’était utile que jusqu’au 12 mars 2026 à 10\u202fh\u202f05."


def test_a_message_whose_moment_passes_between_two_attempts_is_cancelled() -> None:
    message = a_message(until=timezone.now() + timedelta(minutes=15))
    claimed = delivery._claim(message.pk)
    assert claimed
    delivery._note_failure(claimed, failures.Failure("Le serveur était occupé."))
    Message.objects.update(until=timezone.now(), next_try_at=timezone.now())

    delivery.deliver_due()

    assert state_of(message) == State.CANCELLED
    assert message.error == "Le serveur était occupé."


def test_a_failed_message_is_not_tried_again_past_its_moment() -> None:
    message = a_message(until=timezone.now())
    Message.objects.update(state=State.FAILED, attempts=6)

    with pytest.raises(ActionRefused, match="n’est plus utile"):
        actions.retry(message, by=a_team_member())

    assert state_of(message) == State.FAILED


def test_a_failed_message_is_tried_again_before_its_moment() -> None:
    message = a_message(until=timezone.now() + timedelta(minutes=15))
    Message.objects.update(state=State.FAILED, attempts=6)

    actions.retry(message, by=a_team_member())

    assert state_of(message) == State.QUEUED
