"""The message itself, as one reader gets it."""

from signatories.mailings import words
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.mailings.readers import Reader
from signatories.outbox import rendering
from signatories.outbox.actions import write
from signatories.outbox.models import Message

TEMPLATE = "signatories/mailings/emails/message"


def message(mailing: Mailing, recipient: MailingRecipient, reader: Reader) -> Message:
    """Answering it answers whoever confirmed it."""
    return write(
        kind="mailings.message",
        to=recipient.address,
        person=reader.person,
        subject=mailing.subject,
        template=TEMPLATE,
        context=_context(mailing.text, reader),
        about=[mailing, *reader.organisations],
        reply_to=mailing.confirmed_by.email if mailing.confirmed_by else "",
        condition="mailings.still_right",
        condition_args={"recipient": recipient.pk},
        necessary=False,
    )


def preview(mailing: Mailing, reader: Reader) -> str:
    """All that a reader will read, but for the line that says how to receive no more."""
    return rendering.render(TEMPLATE, _context(mailing.text, reader), subject=mailing.subject).text


def _context(text: str, reader: Reader) -> dict[str, object]:
    return {"text": words.fill(text, reader.values()), "associations": reader.associations}
