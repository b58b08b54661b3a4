"""Writing a mail, and trying again one that failed. Sending is in `delivery.py`, after the commit."""

from qpv_charter.toolkit.text import clean_line
from signatories.outbox import rendering
from signatories.outbox.models import Message

SUBJECT_LENGTH = 300


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
    return Message.objects.create(
        kind=kind,
        to=to,
        reply_to=reply_to,
        subject=subject,
        text=parts.text,
        html=parts.html,
        secret=secret,
    )
