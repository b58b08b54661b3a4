"""News of signatures: who is no longer a signatory is on no door."""

from typing import Any

from django.dispatch import receiver

from engagements.closures.actions import PAGES
from qpv_charter.toolkit import pages
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(**_: Any) -> None:
    pages.changed(PAGES)
