"""News that the register seals."""

from typing import Any

from django.dispatch import receiver

from signatories.organisations.models import Organisation
from signatories.organisations.numbers import put_in_doubt
from signatories.organisations.signals import organisation_corrected, organisation_numbers_changed
from signatories.signatures.corrections import correct
from signatories.signatures.duplicates import published_bearers


@receiver(organisation_corrected)
def seal_who_it_is(organisation: Organisation, **_: Any) -> None:
    correct(organisation)


@receiver(organisation_numbers_changed)
def set_aside_what_another_bears(organisation: Organisation, **_: Any) -> None:
    """A number that a published association bears stays in doubt until somebody compared; the numbers are held."""
    if not organisation.signatures.standing().exists():
        return
    taken = [field for field in ("rna", "siren") if published_bearers(organisation, field).exists()]
    if taken:
        put_in_doubt(organisation, *taken)
