"""What the pages of a signing read."""

import uuid

from django.utils import timezone

from signatories.signing.models import SigningDraft


def resumable(draft_id: uuid.UUID) -> SigningDraft | None:
    """A draft that somebody left an address in, and that has not expired."""
    drafts = SigningDraft.objects.select_related("signature__organisation", "signature__joint_group")
    draft = drafts.filter(pk=draft_id).first()
    if draft is None or (not draft.email and draft.signature is None):
        return None
    return draft if draft.signature or draft.expires_at > timezone.now() else None
