"""News of signatures: what an association proposes is public as long as its signature is."""

from typing import Any

from django.dispatch import receiver

from engagements.participation.actions.asking import changed
from engagements.participation.models import Gathering
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(signature: Signature, **_: Any) -> None:
    for gathering in Gathering.objects.filter(organisation=signature.organisation):
        changed(gathering)
