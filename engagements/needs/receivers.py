"""News of signatures: a need stays, who noted it is named as long as its signature is public."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from engagements.needs.actions import changed
from engagements.needs.models import Need
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(signature: Signature, **_: Any) -> None:
    whose = signature.organisation
    theirs = Q(voice__noted_for=whose) | Q(seconded__organisation=whose) | Q(steps__organisation=whose)
    changed(*Need.objects.filter(theirs).distinct())
