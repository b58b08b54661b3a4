"""News from the slices below that the history keeps."""

from typing import Any

from django.dispatch import receiver

from signatories.history.actions import record
from signatories.people.models import User
from signatories.territories.models import Qpv
from signatories.territories.signals import predecessor_linked, predecessor_unlinked


@receiver(predecessor_linked)
def keep_link(qpv: Qpv, predecessor: Qpv, by: User | None, **_: Any) -> None:
    record("predecessor_linked", qpv, by=by, about=[predecessor], predecessor=predecessor.code)


@receiver(predecessor_unlinked)
def keep_unlink(qpv: Qpv, predecessor: Qpv, by: User | None, **_: Any) -> None:
    record("predecessor_unlinked", qpv, by=by, about=[predecessor], predecessor=predecessor.code)
