"""Signatures, the drafts they come from, and the register that proves them."""

from signatories.signatures.models.drafts import DraftSecret, JointGroup, SigningDraft, SigningSession
from signatories.signatures.models.register import RegisterAnchor, RegisterEntry, RegisterHead, RegisterValue
from signatories.signatures.models.signatures import Mandate, Signature, Status

__all__ = [
    "DraftSecret",
    "JointGroup",
    "Mandate",
    "RegisterAnchor",
    "RegisterEntry",
    "RegisterHead",
    "RegisterValue",
    "Signature",
    "SigningDraft",
    "SigningSession",
    "Status",
]
