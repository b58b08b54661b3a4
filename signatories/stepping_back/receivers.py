"""News of a signature that settle what was asked of it."""

from typing import Any

from django.dispatch import receiver

from signatories.signatures.models import Signature
from signatories.signatures.signals import signature_paused, signature_withdrawn
from signatories.stepping_back.actions import close_for


@receiver([signature_paused, signature_withdrawn])
def nothing_is_left_to_ask(signature: Signature, **_: Any) -> None:
    close_for(signature)
