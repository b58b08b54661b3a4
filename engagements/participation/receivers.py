"""News of signatures: what an association proposes is public as long as its signature is."""

from typing import Any

from django.dispatch import receiver

from engagements.participation.actions.asking import changed
from engagements.participation.models import Gathering
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
    for gathering in Gathering.objects.filter(organisation=signature.organisation):
        changed(gathering)
