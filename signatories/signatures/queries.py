"""Page-shaped reads of signatures."""

from dataclasses import dataclass

from signatories.signatures.actions import CODE_ALPHABET, CODE_LENGTH
from signatories.signatures.models import RegisterEntry, Signature

# What people write for the letters that the alphabet leaves out (Crockford's base 32).
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
FIRST_ENTRIES = [RegisterEntry.Kind.CONFIRMED, RegisterEntry.Kind.PAPER, RegisterEntry.Kind.IMPORTED]


@dataclass(frozen=True)
class Verification:
    """What anyone may know of an attestation. `signature` is None for a code that was never given."""

    code: str
    signature: Signature | None
    entry: RegisterEntry | None


def read_code(typed: str) -> str:
    """The code as it was given: upper case, no separators, misread letters put right; empty if it is none."""
    code = "".join(char for char in typed[:100].upper().translate(_MISREAD) if char.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET) else ""


def verification(code: str) -> Verification:
    """One code, with the first row of its signature in the register (2 queries)."""
    published_once = Signature.objects.select_related("organisation__commune", "charter_version")
    signature = published_once.filter(code=code, published_at__isnull=False).first() if code else None
    entry = first_entry(signature) if signature else None
    return Verification(code=code, signature=signature, entry=entry)


def first_entry(signature: Signature) -> RegisterEntry | None:
    """The row by which a signature entered the register: its number and digest stand on the attestation."""
    return RegisterEntry.objects.filter(signature_id=signature.pk, kind__in=FIRST_ENTRIES).first()
