"""Sending what the outbox holds: none lost, none sent twice by two workers.

A message is claimed by one conditional UPDATE that commits before anything is sent; its state is saved as soon
as the mail server has answered. A process killed between the two leaves at most that one message to be sent
again, under the same Message-ID."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from signatories.outbox.models import Message

RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
MAX_ATTEMPTS = len(RETRY_AFTER) + 1
# Well beyond EMAIL_TIMEOUT: a message still "sending" after that lost its worker.
STALE_AFTER = timedelta(minutes=10)
# Long enough to answer whoever says that nothing came; after that it says too much of people.
KEPT = timedelta(days=365)
ERROR_LENGTH = 500
KILLED = "Le programme d’envoi s’est arrêté avant d’avoir noté la réponse du serveur de courrier."


def deliver_due() -> int:
    """Send every message whose time has come, oldest first; returns how many left."""
    _requeue_stale()
    connection = get_connection()
    due = list(Message.objects.due().order_by("next_try_at", "created_at").values_list("pk", flat=True))
    try:
        return sum(_deliver(pk, connection) for pk in due)
    finally:
        connection.close()


def deliver(pk: UUID) -> bool:
    """Send one message, if it is still waiting; whether it left."""
    connection = get_connection()
    try:
        return _deliver(pk, connection)
    finally:
        connection.close()


def forget_old() -> int:
    """Remove messages that left, or failed for good, more than a year ago; returns how many."""
    over = Message.objects.filter(state__in=[Message.State.SENT, Message.State.FAILED])
    removed, _ = over.filter(created_at__lt=timezone.now() - KEPT).delete()
    return removed


def _deliver(pk: UUID, connection: BaseEmailBackend) -> bool:
    message = _claim(pk)
    if message is None:
        return False
    try:
        _email(message, connection).send()
    except Exception as error:  # noqa: BLE001  # whatever a mail library raises, it is one failed attempt
        connection.close()  # the next message gets a fresh one
        _note_failure(message, error)
        return False
    _note_success(message)
    return True


def _claim(pk: UUID) -> Message | None:
    """The message, ours to send, or None if another took it. Durable: nothing leaves on an uncommitted claim."""
    with transaction.atomic(durable=True):
        claimed = (
            Message.objects.due()
            .filter(pk=pk)
            .update(state=Message.State.SENDING, attempts=F("attempts") + 1, claimed_at=timezone.now())
        )
    return Message.objects.get(pk=pk) if claimed else None


def _email(message: Message, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def _note_success(message: Message) -> None:
    """It left: true whatever happened to the row in the meantime."""
    body = {"text": "", "html": "", "subject": message.shown_subject} if message.secret else {}
    Message.objects.filter(pk=message.pk).exclude(state=Message.State.SENT).update(
        state=Message.State.SENT, sent_at=timezone.now(), error="", **body
    )


def _note_failure(message: Message, error: Exception) -> None:
    """Note the reason and when to try again, unless another worker has taken the message over since."""
    ours = Message.objects.filter(pk=message.pk, state=Message.State.SENDING, attempts=message.attempts)
    ours.update(**_after_failure(message.attempts, f"{type(error).__name__}\u202f: {error}"[:ERROR_LENGTH]))


def _requeue_stale() -> None:
    stale = Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=timezone.now() - STALE_AFTER)
    for message in stale:
        same = stale.filter(pk=message.pk, attempts=message.attempts)
        same.update(**_after_failure(message.attempts, KILLED, at_once=True))


def _after_failure(attempts: int, error: str, *, at_once: bool = False) -> dict[str, str | datetime]:
    """What becomes of a message after so many attempts: waiting again, a little longer each time, or failed."""
    if attempts >= MAX_ATTEMPTS:
        return {"state": Message.State.FAILED, "error": error}
    delay = timedelta(0) if at_once else RETRY_AFTER[attempts - 1]
    return {"state": Message.State.QUEUED, "error": error, "next_try_at": timezone.now() + delay}
