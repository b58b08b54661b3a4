"""News of signatures: who is to do something is named to all as long as its signature is public."""

from typing import Any

from django.dispatch import receiver

from engagements.decisions.actions import changed
from engagements.decisions.models import Decision
from signatories.signatures.models import Signature
from signatories.signatures.signals import (
    signature_paused,
    signature_published,
    signature_resumed,
    signature_taken_back,
    signature_withdrawn,
)


@receiver([signature_published, signature_taken_back, signature_paused, signature_resumed, signature_withdrawn])
def follow_signature(signature: Signature, **_: Any) -> None:
    changed(*Decision.objects.filter(organisation=signature.organisation))
