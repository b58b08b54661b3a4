"""Writing a mail, and trying again one that failed. Sending is in `delivery.py`, after the commit."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.text import clean_line
from signatories.history.actions import record
from signatories.outbox import rendering, tasks
from signatories.outbox.models import Message
from signatories.people.models import User

SUBJECT_LENGTH = 300


@transaction.atomic
def write(
    *,
    kind: str,
    to: str,
    subject: str,
    template: str,
    context: dict[str, object],
    secret: bool = False,
    reply_to: str = "",
) -> Message:
    """Put a mail in the outbox, in the caller's transaction; it leaves only if that commits.

    `template` names `templates/<template>.txt`; `secret` is for what carries a code or a personal link:
    nobody but the addressee reads it, and its body is erased once sent.
    """
    subject = clean_line(subject)[:SUBJECT_LENGTH]
    parts = rendering.render(template, context, subject=subject)
    message = Message.objects.create(
        kind=kind,
        to=to,
        reply_to=reply_to,
        subject=subject,
        text=parts.text,
        html=parts.html,
        secret=secret,
    )
    _send_after_commit(message)
    return message


@transaction.atomic
def retry(message: Message, *, by: User) -> Message:
    """Give a message that failed all its attempts again, starting now.

    Raises ActionRefused if it has not failed."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != Message.State.FAILED:
        raise ActionRefused("Cet e-mail n’a pas échoué\u202f: il n’y a rien à relancer.")
    message.state = Message.State.QUEUED
    message.attempts = 0
    message.next_try_at = timezone.now()
    message.save(update_fields=["state", "attempts", "next_try_at"])
    record("message.retried", message, by=by)
    _send_after_commit(message)
    return message


def _send_after_commit(message: Message) -> None:
    """A task that cannot be queued is no reason to fail what was committed: `tick` will see the message."""
    transaction.on_commit(partial(tasks.deliver.enqueue, str(message.pk)), robust=True)
