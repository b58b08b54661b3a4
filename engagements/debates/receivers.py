"""News of signatures: an association is named to all as long as its signature is public."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from engagements.debates.actions.sheets import changed
from engagements.debates.models import Sheet
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(signature: Signature, **_: Any) -> None:
    whose = signature.organisation
    theirs = Q(organisation=whose) | Q(points__organisation=whose) | Q(notes__written_for=whose)
    for sheet in Sheet.objects.filter(theirs | Q(decided__decision__organisation=whose)).distinct():
        changed(sheet)
