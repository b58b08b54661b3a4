"""Who signed, as the register sealed it: what an attestation and its page of verification say."""

from dataclasses import dataclass

from signatories.organisations.models import Organisation
from signatories.signatures.models import RegisterEntry, RegisterValue, Signature
from signatories.signatures.sealing import FORM, IDENTITY, NAME, PLACE, identity


@dataclass(frozen=True)
class Proof:
    """`name` and `place` today, and the name the signature was given under where that was another one."""

    name: str
    place: str
    signed_as: str = ""


def proof_of(signature: Signature) -> Proof:
    """Names as sealed, never as the record says (2 queries). Of an erased association nothing is kept but that."""
    organisation = signature.organisation
    rows = _rows(signature)
    names = {number: row[NAME] for number, row in rows.items() if NAME in row}
    if not names:
        return Proof(organisation.name, organisation.commune_label)
    # Sealed since 2026: `complete_register` does the rest.
    place = dict(_items(rows)).get(PLACE, organisation.commune_label)
    read = max(_read_again(signature), min(names))
    first, last = [name for number, name in names.items() if number <= read][-1], [*names.values()][-1]
    return Proof(last, place, signed_as=first if first != last else "")


def sealed_today(signature: Signature) -> dict[str, str]:
    """Who the register says that an association is, "" for what it never sealed (1 query)."""
    return dict.fromkeys(IDENTITY, "") | dict(_sealed(signature))


def is_sealed(signature: Signature, organisation: Organisation) -> bool:
    """Whether the register says of an association what its record says."""
    return sealed_today(signature) == identity(organisation)


def _sealed(signature: Signature) -> list[tuple[str, str]]:
    """Each value of an identity that was sealed, the oldest first."""
    return _items(_rows(signature))


def _items(rows: dict[int, dict[str, str]]) -> list[tuple[str, str]]:
    return [item for row in rows.values() for item in row.items()]


def _rows(signature: Signature) -> dict[int, dict[str, str]]:
    """The identity that each row sealed, by its number, the oldest first; who seals a name seals all of it."""
    values = RegisterValue.objects.filter(entry__signature_id=signature.pk, field__in=IDENTITY)
    rows: dict[int, dict[str, str]] = {}
    for number, field, value in values.order_by("entry__number").values_list("entry__number", "field", "value"):
        rows.setdefault(number, {})[field] = value
    return {number: _whole(row) for number, row in rows.items()}


def _read_again(signature: Signature) -> int:
    """The last row by which its paper was read again (an earlier name was badly copied), 0 if none."""
    again = RegisterEntry.objects.filter(
        signature_id=signature.pk, kind=RegisterEntry.Kind.CORRECTED, body__contains='"code":"'
    )
    return again.order_by("-number").values_list("number", flat=True).first() or 0


def _whole(row: dict[str, str]) -> dict[str, str]:
    """Empty values are not sealed: a row that names a form says that there is no commune by not naming one."""
    return (dict.fromkeys(IDENTITY, "") if FORM in row else {}) | row
