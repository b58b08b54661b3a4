"""News that the register seals."""

from typing import Any

from django.dispatch import receiver

from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_corrected
from signatories.signatures.corrections import correct


@receiver(organisation_corrected)
def seal_who_it_is(organisation: Organisation, **_: Any) -> None:
    correct(organisation)
