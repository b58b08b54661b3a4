"""Forgetting what was typed while signing. A draft that became a signature holds nothing more; its mails may."""

from signatories.organisations.models import Organisation
from signatories.outbox.forgetting import forget_about, forget_sent_about, forget_unused_keys
from signatories.people.queries import person_of
from signatories.signing.models import SigningDraft


def forget_address(address: str) -> None:
    """Remove the drafts under way with an address, and empty what was mailed about them."""
    drafts = SigningDraft.objects.filter(email__iexact=address)
    for draft in drafts:
        forget_about(draft)
    drafts.delete()


def forget_draft(draft: SigningDraft) -> None:
    """Remove a draft, and what says to whom we wrote about it. An account, or a refusal, is another matter."""
    forget_sent_about(draft)
    if person_of(draft.email) is None:
        forget_unused_keys(draft.email)
    draft.delete()


def forget_organisation(organisation: Organisation) -> None:
    """Empty what was mailed while an association signed; take it out of the drafts that look like it."""
    for draft in SigningDraft.objects.filter(signature__organisation=organisation):
        forget_about(draft)
    for draft in SigningDraft.objects.filter(signature=None):
        if organisation.slug in draft.answers("association").get("twins", []):
            _forget_twin(draft, organisation.slug)


def _forget_twin(draft: SigningDraft, slug: str) -> None:
    """A draft keeps the pages of the signatories that bear its name already."""
    draft = SigningDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    said = draft.answers("association")
    said["twins"] = [twin for twin in said.get("twins", []) if twin != slug]
    draft.save(update_fields=["data"])
