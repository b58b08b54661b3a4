"""News the directory follows, in the transaction of whoever sends it."""

from typing import Any

from django.dispatch import receiver

from qpv_charter.toolkit import pages
from signatories.directory.actions import rebuild, refresh, refresh_all
from signatories.directory.models import PAGES
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.signals import organisation_changed, reference_kept
from signatories.signatures.models import Signature
from signatories.signatures.signals import SEEN_OR_NOT, mandate_renewed, signature_put_right
from signatories.territories.models import Qpv
from signatories.territories.signals import predecessor_linked, predecessor_unlinked, territories_imported


@receiver([*SEEN_OR_NOT, signature_put_right])
def follow_signature(signature: Signature, **_: Any) -> None:
    refresh(signature.organisation)


@receiver(organisation_changed)
def follow_organisation(organisation: Organisation, **_: Any) -> None:
    refresh(organisation)


@receiver(mandate_renewed)
def follow_people(**_: Any) -> None:
    """A signatory's page may name who signed."""
    pages.changed(PAGES)


@receiver(reference_kept)
def follow_reference(item: Network | Theme, **_: Any) -> None:
    """Signatories are found by the names of their networks and themes."""
    refresh_all(item.organisations.all())


@receiver([predecessor_linked, predecessor_unlinked])
def follow_neighbourhood(predecessor: Qpv, **_: Any) -> None:
    """Who said to act in a neighbourhood of 2015 is found in those that succeeded it."""
    refresh_all(Organisation.objects.filter(qpvs=predecessor))


@receiver(territories_imported)
def follow_territories(**_: Any) -> None:
    """Rows hold names and postal codes of places, pages and files their centres too. In a transaction of its own:
    those of the import are over."""
    rebuild()
