"""News that matter to what was said about a signature."""

from typing import Any

from django.dispatch import receiver

from signatories.moderation import emails
from signatories.moderation.actions import give_sign, tell_look_alikes
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed, organisation_numbers_changed
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signing.signals import signing_confirmed


@receiver(signing_confirmed)
def tell_of_a_new_signature(signature: Signature, **_: Any) -> None:
    emails.signed(signature)


@receiver(organisation_changed)
def editing_is_a_sign(organisation: Organisation, by: User | None = None, **_: Any) -> None:
    """Only from its own contact persons: the team may put a paused record right."""
    if by and organisation.memberships.current().filter(user=by).exists():
        give_sign(organisation, by=by)


@receiver(organisation_numbers_changed)
def compare_numbers(organisation: Organisation, **_: Any) -> None:
    tell_look_alikes(organisation)
