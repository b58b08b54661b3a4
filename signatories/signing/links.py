"""Addresses of a signing that are printed or mailed, whole."""

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.short_codes import printed
from signatories.signing.models import SigningDraft
from signatories.signing.queries import SHORT_LENGTH, short_of


def paper_address(draft: SigningDraft) -> str:
    """Where a signing goes on from paper, short enough to be typed: …/signer/reprendre/7K3M-9QXT/."""
    code = printed(short_of(draft.pk), by=SHORT_LENGTH // 2)
    return absolute(reverse("signing:resume_short", args=[code]))
