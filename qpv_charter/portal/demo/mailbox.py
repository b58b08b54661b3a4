"""The demonstration's mail: nothing leaves this machine, everything can be read on /demo/courriels/.

The outbox forgets a secret message once it is sent; a demonstration needs its code. So the copies are kept by
the mail backend of the demonstration, in files, and never by the platform itself."""

import email
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as OutgoingMessage
from django.core.mail.backends.base import BaseEmailBackend

_NAME = re.compile(r"[\w.@-]{1,200}")


@dataclass(frozen=True)
class Letter:
    """A mail as its addressee gets it."""

    name: str
    to: str
    subject: str
    text: str
    at: datetime


class MailboxBackend(BaseEmailBackend):
    """Keeps each mail as a file named after its Message-ID, so that a mail sent twice is there once."""

    def send_messages(self, email_messages: Sequence[OutgoingMessage]) -> int:
        _folder().mkdir(parents=True, exist_ok=True)
        for outgoing in email_messages:
            message = outgoing.message()
            name = "-".join(_NAME.findall(message["Message-ID"]))
            (_folder() / f"{name}.eml").write_bytes(message.as_bytes())
        return len(email_messages)


def letters(*, to: str = "") -> list[Letter]:
    """Every mail kept, newest first; those to one address if it is given."""
    files = sorted(_folder().glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    found = [_read(file) for file in files]
    return [letter for letter in found if not to or letter.to.casefold() == to.casefold()]


def letter(name: str) -> Letter | None:
    """One mail by its name, if it is kept."""
    if not _NAME.fullmatch(name):
        return None
    file = _folder() / f"{name}.eml"
    return _read(file) if file.is_file() else None


def _read(file: Path) -> Letter:
    message = email.message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
    body = message.get_body(("plain",))
    return Letter(
        name=file.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
    )


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "demo-mail"
