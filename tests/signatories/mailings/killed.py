"""A process that writes to many and kills itself, as by `kill -9`, once its n-th mail is a row:
`python -m … <mailing> <n>`."""

import os
import signal
import sys
from itertools import count
from typing import Any

import django
from django.db.models.signals import post_save

_done = count(1)


def _die_in_time(*_: object, created: bool, **__: Any) -> None:
    if created and next(_done) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    django.setup()
    from signatories.mailings import blocks  # Django had to be set up first
    from signatories.mailings.tasks import write_messages
    from signatories.outbox.models import Message

    blocks.BLOCK = 10
    post_save.connect(_die_in_time, sender=Message, weak=False)
    write_messages.call(sys.argv[1])
