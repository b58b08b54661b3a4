"""News of signatures: who is to do something is named to all as long as its signature is public."""

from typing import Any

from django.dispatch import receiver

from engagements.decisions.actions import changed
from engagements.decisions.models import Decision
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(signature: Signature, **_: Any) -> None:
    changed(*Decision.objects.filter(organisation=signature.organisation))
