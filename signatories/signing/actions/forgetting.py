"""Forgetting what was typed while signing. A draft that became a signature holds nothing more; its mails may."""

from signatories.organisations.models import Organisation
from signatories.outbox.forgetting import forget_about
from signatories.signing.models import SigningDraft


def forget_address(address: str) -> None:
    """Remove the drafts under way with an address, and empty what was mailed about them."""
    drafts = SigningDraft.objects.filter(email__iexact=address)
    for draft in drafts:
        forget_about(draft)
    drafts.delete()


def forget_organisation(organisation: Organisation) -> None:
    """Empty what was mailed while an association signed."""
    for draft in SigningDraft.objects.filter(signature__organisation=organisation):
        forget_about(draft)
