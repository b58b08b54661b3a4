"""Processes to kill: they write the letters of the week (`python -m … write <n> <file>`), or send what waits, each
mail a line of the file (`python -m … send <n> <file>`), all from the same moment: once `<file>.go` is there.

Each kills itself, as by `kill -9`, at its n-th letter and the worst moment: its row is written and not yet its
mail; or its mail is accepted and not yet noted."""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models.signals import post_save
from django.utils import timezone

WRITE, SEND = "write", "send"
_done = count(1)


def _begin_with_the_others() -> None:
    here = Path(sys.argv[3])
    here.with_suffix(f".{os.getpid()}").touch()
    while not here.with_suffix(".go").exists():
        time.sleep(0.01)


def _die_in_time(*_: object, created: bool = True, **__: Any) -> None:
    if created and next(_done) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)


class Lines(BaseEmailBackend):
    """A mail server that notes what it accepts, one append a mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            line = {"id": email.extra_headers["Message-ID"], "to": email.to[0], "body": email.body}
            file = os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(file, f"{json.dumps(line)}\n".encode())
            os.close(file)
            _die_in_time()
        return len(email_messages)


if __name__ == "__main__":
    django.setup()
    settings.EMAIL_BACKEND = f"{__spec__.name}.Lines" if __spec__ else ""
    from engagements.letter import actions  # Django had to be set up first
    from engagements.letter.models import Letter
    from signatories.outbox import delivery

    _begin_with_the_others()
    if sys.argv[1] == WRITE:
        post_save.connect(_die_in_time, sender=Letter, weak=False)
        actions.write_letters(today=timezone.localdate())
    else:
        delivery.deliver_due()
