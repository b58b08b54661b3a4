"""Signatures, what groups them, and the register that proves them."""

from signatories.signatures.models.groups import JointGroup, SigningSession
from signatories.signatures.models.register import RegisterAnchor, RegisterEntry, RegisterHead, RegisterValue
from signatories.signatures.models.signatures import Mandate, Signature, Status

__all__ = [
    "JointGroup",
    "Mandate",
    "RegisterAnchor",
    "RegisterEntry",
    "RegisterHead",
    "RegisterValue",
    "Signature",
    "SigningSession",
    "Status",
]
