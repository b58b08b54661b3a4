"""Who signed, as the register sealed it: what an attestation and its page of verification say."""

from dataclasses import dataclass

from signatories.organisations.models import Organisation
from signatories.signatures.models import RegisterValue, Signature
from signatories.signatures.sealing import FORM, IDENTITY, NAME, PLACE, identity


@dataclass(frozen=True)
class Proof:
    """`name` and `place` today, and the name the signature was given under where that was another one."""

    name: str
    place: str
    signed_as: str = ""


def proof_of(signature: Signature) -> Proof:
    """Names as sealed, never as the record says (1 query). Of an erased association nothing is kept but that."""
    organisation = signature.organisation
    sealed = _sealed(signature)
    names = [value for field, value in sealed if field == NAME]
    if not names:
        return Proof(organisation.name, organisation.commune_label)
    place = dict(sealed).get(
        PLACE, organisation.commune_label
    )  # sealed since 2026: `complete_register` does the rest
    first, last = names[0], names[-1]
    return Proof(last, place, signed_as=first if first != last else "")


def sealed_today(signature: Signature) -> dict[str, str]:
    """Who the register says that an association is, "" for what it never sealed (1 query)."""
    return dict.fromkeys(IDENTITY, "") | dict(_sealed(signature))


def is_sealed(signature: Signature, organisation: Organisation) -> bool:
    """Whether the register says of an association what its record says."""
    return sealed_today(signature) == identity(organisation)


def _sealed(signature: Signature) -> list[tuple[str, str]]:
    """Each value of an identity that was sealed, the oldest first; a row that seals a name seals all of it."""
    values = RegisterValue.objects.filter(entry__signature_id=signature.pk, field__in=IDENTITY)
    rows: dict[int, dict[str, str]] = {}
    for number, field, value in values.order_by("entry__number").values_list("entry__number", "field", "value"):
        rows.setdefault(number, {})[field] = value
    return [item for row in rows.values() for item in _whole(row).items()]


def _whole(row: dict[str, str]) -> dict[str, str]:
    """Empty values are not sealed: a row that names a form says that there is no commune by not naming one."""
    return (dict.fromkeys(IDENTITY, "") if FORM in row else {}) | row
