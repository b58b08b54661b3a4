"""Signatures, what groups them, and the register that proves them."""

from signatories.signatures.models.groups import GROUP_CODE_LENGTH, JointGroup, SigningSession
from signatories.signatures.models.register import RegisterAnchor, RegisterEntry, RegisterHead, RegisterValue
from signatories.signatures.models.signatures import (
    CODE_LENGTH,
    ERASED_PERSON,
    Mandate,
    Signature,
    Status,
)

__all__ = [
    "CODE_LENGTH",
    "ERASED_PERSON",
    "GROUP_CODE_LENGTH",
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
