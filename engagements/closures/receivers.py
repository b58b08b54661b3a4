"""News of signatures: who is no longer a signatory is on no door."""

from typing import Any

from django.dispatch import receiver

from engagements.closures.actions import PAGES
from qpv_charter.toolkit import pages
from signatories.signatures.signals import (
    signature_paused,
    signature_published,
    signature_resumed,
    signature_taken_back,
    signature_withdrawn,
)


@receiver([signature_published, signature_taken_back, signature_paused, signature_resumed, signature_withdrawn])
def follow_signature(**_: Any) -> None:
    pages.changed(PAGES)
