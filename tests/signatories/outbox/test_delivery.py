import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.tasks import forget_what_is_old
from signatories.history.models import Event
from signatories.outbox import actions, delivery, failures, tasks
from signatories.outbox.models import Message
from tests import processes
from tests.factories import a_message, a_team_member
from tests.queued import queued_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: EmailMessage) -> int:
        raise ConnectionRefusedError("the mail server is away")

    monkeypatch.setattr(EmailMessage, "send", refuse)


def make_due() -> None:
    Message.objects.filter(state=Message.State.QUEUED).update(next_try_at=timezone.now())


def make_stale() -> None:
    Message.objects.filter(state=Message.State.SENDING).update(claimed_at=timezone.now() - timedelta(hours=1))


def test_a_due_message_leaves_with_both_parts_and_its_identifier() -> None:
    message = a_message(to="lea@example.org", subject="Bienvenue")
    assert delivery.deliver_due() == 1
    (sent,) = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert (sent.to, sent.subject, sent.body) == (["lea@example.org"], "Bienvenue", message.text)
    assert sent.alternatives[0][0] == message.html
    assert sent.message()["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 1)
    assert message.sent_at is not None
    assert message.text != ""


def test_a_sent_message_is_not_sent_again() -> None:
    message = a_message()
    assert delivery.deliver(message.pk)
    assert not delivery.deliver(message.pk)
    assert delivery.deliver_due() == 0
    assert len(mail.outbox) == 1


def test_a_secret_body_is_erased_once_sent() -> None:
    message = a_message(secret=True)
    delivery.deliver_due()
    assert "123 456" in mail.outbox[0].body
    message.refresh_from_db()
    assert (message.text, message.html) == ("", "")


def test_a_message_for_later_waits() -> None:
    message = a_message()
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now() + timedelta(minutes=1))
    assert delivery.deliver_due() == 0


def test_one_bad_message_does_not_hold_up_the_others() -> None:
    bad = a_message()
    Message.objects.filter(pk=bad.pk).update(subject="Objet\nBcc: tous@example.org")
    good = a_message()
    assert delivery.deliver_due() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (Message.State.QUEUED, Message.State.SENT)
    assert "BadHeaderError" in bad.error


@pytest.mark.usefixtures("broken_server")
def test_attempts_are_further_and_further_apart_then_the_message_has_failed() -> None:
    message = a_message(secret=True)
    waits = []
    for _ in delivery.RETRY_AFTER:
        make_due()
        delivery.deliver_due()
        message.refresh_from_db()
        assert message.state == Message.State.QUEUED
        waits.append(round((message.next_try_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 5, 30, 120, 720]
    make_due()
    delivery.deliver_due()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.FAILED, 6)
    assert "the mail server is away" in message.error


def test_the_team_can_try_a_failed_message_again() -> None:
    message, by = a_message(to="lea@example.org"), a_team_member()
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.FAILED, attempts=6, error="ConnectionRefusedError"
    )
    actions.retry(message, by=by)
    assert Event.objects.about(message).get().actor == by
    assert delivery.deliver_due() == 1
    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.SENT, "")


def test_only_a_failed_message_is_tried_again() -> None:
    message = a_message()
    with pytest.raises(ActionRefused, match="rien à relancer"):
        actions.retry(message, by=a_team_member())


def test_a_message_whose_worker_was_killed_goes_back_to_the_queue() -> None:
    message = a_message()
    assert delivery._claim(message.pk)
    assert delivery.deliver_due() == 0  # another worker may still be at it
    make_stale()
    assert delivery.deliver_due() == 1


def test_a_message_that_kills_its_workers_ends_as_failed() -> None:
    message = a_message()
    for _ in range(delivery.MAX_ATTEMPTS):
        make_due()
        assert delivery._claim(message.pk)
        make_stale()
        delivery._requeue_stale()
    message.refresh_from_db()
    assert message.state == Message.State.FAILED
    assert message.error == delivery.KILLED


def test_a_slow_worker_does_not_overrule_the_one_that_took_over() -> None:
    message = a_message()
    slow = delivery._claim(message.pk)
    assert slow
    make_stale()
    delivery.deliver_due()
    delivery._note_failure(slow, failures.read(TimeoutError()))
    message.refresh_from_db()
    assert message.state == Message.State.SENT


@pytest.mark.django_db(transaction=True)
def test_the_message_is_queued_to_leave_as_soon_as_its_transaction_commits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queued = queued_by(monkeypatch, tasks, "deliver")
    message = a_message()
    assert queued == [(str(message.pk),)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_and_one_killed_lose_nothing_and_double_one_at_most(tmp_path: Path) -> None:
    expected = {a_message().message_id for _ in range(60)}
    lines = tmp_path / "sent"
    lines.touch()
    workers = [processes.start("tests.signatories.outbox.sender", str(lines)) for _ in range(2)]
    while len(lines.read_text().splitlines()) < 20 and any(worker.poll() is None for worker in workers):
        time.sleep(0.01)
    workers[0].kill()
    for worker in workers:
        worker.wait(timeout=60)
    make_stale()
    processes.start("tests.signatories.outbox.sender", str(lines)).wait(timeout=60)
    sent = lines.read_text().splitlines()
    assert set(sent) == expected
    assert len(sent) <= len(expected) + 1
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.SENT}


def test_a_message_is_forgotten_after_a_year_unless_it_still_waits() -> None:
    sent, waiting, recent = a_message(), a_message(), a_message()
    Message.objects.filter(pk__in=[sent.pk, recent.pk]).update(
        state=Message.State.SENT, sent_at=timezone.now(), text="", html=""
    )
    long_ago = timezone.now() - timedelta(days=366)
    Message.objects.filter(pk__in=[sent.pk, waiting.pk]).update(created_at=long_ago)

    forget_what_is_old.call()

    assert set(Message.objects.values_list("pk", flat=True)) == {waiting.pk, recent.pk}


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("https://charte.example.org", "charte.example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("https://café.example", "xn--caf-dma.example"),
    ],
)
def test_the_identifier_of_a_mail_is_on_our_own_domain_and_stable(settings: Any, site: str, host: str) -> None:
    settings.SITE_URL = site
    message = a_message()
    assert message.message_id == f"<{message.pk}@{host}>"

    claimed = delivery._claim(message.pk)
    assert claimed
    delivery._note_failure(claimed, failures.Failure("Occupé."))
    make_due()
    delivery.deliver_due()

    assert mail.outbox[0].message()["Message-ID"] == message.message_id
