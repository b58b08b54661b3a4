"""Sending what the outbox holds: none lost, none sent twice by two workers, none that became useless.

A message is claimed by one conditional UPDATE that commits; only then is it asked whether it is still worth
sending, since what was true when it was written may have changed; then it leaves, and its state is saved as soon
as the mail server has answered. A process killed between the claim and that leaves at most that one message to be
sent again, under the same Message-ID."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import moment
from signatories.outbox import conditions, enclosures, failures, signals
from signatories.outbox.failures import Failure
from signatories.outbox.families import family_of
from signatories.outbox.models import Message, MessageQuerySet, Preference

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


def _deliver(pk: UUID, connection: BaseEmailBackend) -> bool:
    message = _claim(pk)
    if message is None:
        return False
    try:
        reason = _why_not(message)
        if not reason:
            _email(message, connection).send()
    except Exception as error:  # noqa: BLE001  # whatever a condition or a mail library raises: one failed attempt
        _note_failure(message, failures.read(error))
        connection.close()  # the next message gets a fresh one
        return False
    if reason:
        _note_cancelled(message, reason)
    else:
        _note_success(message)
    return not reason


def _claim(pk: UUID) -> Message | None:
    """The message, ours to send, or None if another took it. Durable: nothing leaves on an uncommitted claim."""
    with transaction.atomic(durable=True):
        claimed = (
            Message.objects.due()
            .filter(pk=pk)
            .update(state=Message.State.SENDING, attempts=F("attempts") + 1, claimed_at=timezone.now())
        )
    # It may have been erased since, or emptied: an erasure does not wait for the mail.
    return Message.objects.filter(pk=pk, state=Message.State.SENDING).first() if claimed else None


def _why_not(message: Message) -> str:
    """Why a message is not worth sending any more, in French; empty while it is."""
    if message.until and message.is_past:
        return f"Il n’était utile que jusqu’au {moment(timezone.localtime(message.until))}."
    if not message.necessary and (preference := _preference(message)).refused_at:
        return f"Cette adresse ne veut plus recevoir {preference.words}."
    return conditions.why_not(message.condition, message.condition_args) if message.condition else ""


def _preference(message: Message) -> Preference:
    return Preference.objects.of(message.to).get(family=family_of(message.kind))


def _email(message: Message, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=_headers(message),
        connection=connection,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.enclosure and (file := enclosures.made(message.enclosure, message.enclosure_args)):
        email.attach(*file)
    return email


def _headers(message: Message) -> dict[str, str]:
    """For mail software: no answer expected, and the one click that stops what is not necessary (RFC 8058)."""
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.necessary:
        return headers
    return headers | {
        "List-Unsubscribe": f"<{absolute(_preference(message).get_absolute_url())}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _note_success(message: Message) -> None:
    """It left: true whatever happened to the row in the meantime, even if it was cancelled and emptied."""
    row = Message.objects.filter(pk=message.pk)
    left = {"state": Message.State.SENT, "sent_at": timezone.now(), "error": "", "reason": ""}
    if not row.exclude(state__in=[Message.State.SENT, Message.State.CANCELLED]).update(
        **left, **_emptied(message)
    ):
        row.filter(state=Message.State.CANCELLED).update(**left)


def _note_cancelled(message: Message, reason: str) -> None:
    """It will not leave, and nobody needs what it carried."""
    _ours(message).update(state=Message.State.CANCELLED, reason=reason, **_emptied(message))


def _emptied(message: Message) -> dict[str, str]:
    """What is erased of a secret message that is over."""
    return {"text": "", "html": "", "subject": message.shown_subject} if message.secret else {}


def _note_failure(message: Message, failure: Failure) -> None:
    """Note the reason and when to try again, if trying again can help."""
    _fail(_ours(message), message, _after_failure(message.attempts, failure))


def _fail(row: MessageQuerySet, message: Message, after: dict[str, str | datetime]) -> None:
    """Once it is saved, so that nobody waits for a mail while listening to this."""
    if row.update(**after) and after["state"] == Message.State.FAILED:
        signals.mail_failed.send(Message, message=message)


def _ours(message: Message) -> MessageQuerySet:
    """The message, unless another worker has taken it over since we claimed it."""
    return Message.objects.filter(pk=message.pk, state=Message.State.SENDING, attempts=message.attempts)


def _requeue_stale() -> None:
    stale = Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=timezone.now() - STALE_AFTER)
    for message in stale:
        same = stale.filter(pk=message.pk, attempts=message.attempts)
        _fail(same, message, _after_failure(message.attempts, Failure(KILLED), at_once=True))


def _after_failure(attempts: int, failure: Failure, *, at_once: bool = False) -> dict[str, str | datetime]:
    """What becomes of a message after so many attempts: waiting again, a little longer each time, or failed."""
    if failure.is_permanent or attempts >= MAX_ATTEMPTS:
        return {"state": Message.State.FAILED, "error": failure.reason}
    delay = timedelta(0) if at_once else RETRY_AFTER[attempts - 1]
    return {"state": Message.State.QUEUED, "error": failure.reason, "next_try_at": timezone.now() + delay}
