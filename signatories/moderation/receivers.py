"""News that matter to what was said about a signature."""

from typing import Any

from django.dispatch import receiver

from signatories.moderation import emails
from signatories.moderation.actions import close_appeal, give_sign, tell_look_alikes
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed, organisation_numbers_changed
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signatures.signals import signature_published, signature_withdrawn
from signatories.signing.signals import signing_confirmed


@receiver(signing_confirmed)
def tell_of_a_new_signature(signature: Signature, **_: Any) -> None:
    emails.signed(signature)


@receiver([signature_published, signature_withdrawn])
def nothing_is_left_to_answer(signature: Signature, **_: Any) -> None:
    close_appeal(signature)


@receiver(organisation_changed)
def editing_is_a_sign(organisation: Organisation, by: User | None = None, **_: Any) -> None:
    """Only from its own contact persons: the team may put a paused record right."""
    if by and organisation.memberships.current().filter(user=by).exists():
        give_sign(organisation, by=by)


@receiver(organisation_numbers_changed)
def compare_numbers(organisation: Organisation, **_: Any) -> None:
    tell_look_alikes(organisation)
