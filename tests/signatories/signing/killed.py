"""A process that dies, as by `kill -9`, at one point of a confirmation: `python -m … <draft> <where>`."""

import os
import sys
from typing import Any

import django

django.setup()

from django.db import models  # noqa: E402  # after setup

from signatories.organisations.models import Membership, Organisation  # noqa: E402  # the same
from signatories.outbox.models import Message  # noqa: E402  # the same
from signatories.signatures.models import Mandate, RegisterEntry, RegisterHead, Signature  # noqa: E402  # the same
from signatories.signing.actions import confirming  # noqa: E402  # the same
from signatories.signing.models import SigningDraft  # noqa: E402  # the same

# Each is written in this order; the process dies just after one of them was.
POINTS: dict[str, type[models.Model]] = {
    model.__name__: model
    for model in (Organisation, Membership, Signature, Mandate, RegisterEntry, RegisterHead, Message, SigningDraft)
}


def _die(instance: models.Model, **_: Any) -> None:
    del instance
    os._exit(9)


if __name__ == "__main__":
    draft, point = sys.argv[1:]
    models.signals.post_save.connect(_die, sender=POINTS[point], weak=False)
    confirming.confirm(SigningDraft.objects.get(pk=draft))
