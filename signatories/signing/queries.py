"""What the pages of a signing read."""

import uuid

from django.utils import timezone

from qpv_charter.toolkit.short_codes import ALPHABET, read_code
from signatories.signing.models import SigningDraft

# What a paper names a draft by: the first 40 bits of its identifier, in an alphabet that one copies by hand. It
# opens nothing: a code goes to the draft's address first.
SHORT_LENGTH = 8
_BITS = 5  # of one character
_BELOW = 128 - SHORT_LENGTH * _BITS


def resumable(draft_id: uuid.UUID) -> SigningDraft | None:
    """A draft that somebody left an address in, and that has not expired."""
    drafts = SigningDraft.objects.select_related("signature__organisation", "signature__joint_group")
    draft = drafts.filter(pk=draft_id).first()
    if draft is None or (not draft.email and draft.signature is None):
        return None
    return draft if draft.signature or draft.expires_at > timezone.now() else None


def short_of(draft_id: uuid.UUID) -> str:
    """Eight characters that name a draft on paper."""
    number = draft_id.int >> _BELOW
    return "".join(ALPHABET[number >> shift & 31] for shift in range(_BITS * (SHORT_LENGTH - 1), -1, -_BITS))


def draft_called(typed: str) -> uuid.UUID | None:
    """The identifier of the draft that a paper names so, as somebody copied it; None when there is none."""
    code = read_code(typed, SHORT_LENGTH)
    if not code:
        return None
    number = 0
    for character in code:
        number = number << _BITS | ALPHABET.index(character)
    first = number << _BELOW
    within = (uuid.UUID(int=first), uuid.UUID(int=first + (1 << _BELOW) - 1))
    return SigningDraft.objects.filter(pk__range=within).values_list("pk", flat=True).first()
