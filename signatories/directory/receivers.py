"""News the directory follows, in the transaction of whoever sends it."""

from typing import Any

from django.dispatch import receiver

from qpv_charter.toolkit import pages
from signatories.directory.actions import PAGES, refresh
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed
from signatories.signatures.models import Signature
from signatories.signatures.signals import (
    mandate_renewed,
    person_erased,
    signature_paused,
    signature_published,
    signature_resumed,
    signature_withdrawn,
)


@receiver([signature_published, signature_paused, signature_resumed, signature_withdrawn])
def follow_signature(signature: Signature, **_: Any) -> None:
    refresh(signature.organisation)


@receiver(organisation_changed)
def follow_organisation(organisation: Organisation, **_: Any) -> None:
    refresh(organisation)


@receiver([mandate_renewed, person_erased])
def follow_people(**_: Any) -> None:
    """A signatory's page may name who signed."""
    pages.changed(PAGES)
