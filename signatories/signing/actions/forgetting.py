"""Forgetting what was typed while signing. What became a signature is emptied, the rest removed."""

from django.db.models import QuerySet

from signatories.organisations.models import Organisation
from signatories.outbox.forgetting import forget_about
from signatories.signing.models import SigningDraft


def forget_address(address: str) -> None:
    """The drafts begun with an address."""
    _forget(SigningDraft.objects.filter(email__iexact=address))


def forget_organisation(organisation: Organisation) -> None:
    """The drafts that an association's signatures came from."""
    _forget(SigningDraft.objects.filter(signature__organisation=organisation))


def _forget(drafts: QuerySet[SigningDraft]) -> None:
    for draft in drafts:
        forget_about(draft)
        if draft.signature_id:
            draft.data, draft.email = {}, ""
            draft.save(update_fields=["data", "email"])
        else:
            draft.delete()
