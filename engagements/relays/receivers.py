"""News of associations: who reads in a neighbourhood is derived from their signature and their people."""

from typing import Any

from django.dispatch import receiver

from engagements.relays.actions import changed
from engagements.relays.models import Relay
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT


@receiver(SEEN_OR_NOT)
def follow_signature(signature: Signature, **_: Any) -> None:
    changed(*Relay.objects.given().filter(organisation=signature.organisation_id))


@receiver(organisation_changed)
def follow_association(organisation: Organisation, **_: Any) -> None:
    changed(*Relay.objects.given().filter(organisation=organisation))
