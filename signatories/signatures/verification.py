"""Reading the register back: the first row that was altered, removed or inserted, if any."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from signatories.charter.models import CharterVersion
from signatories.charter.reader import read
from signatories.signatures.comparison import Told, differences
from signatories.signatures.models import Mandate, RegisterEntry, RegisterHead, RegisterValue, Signature
from signatories.signatures.register import canonical, digest_of, sealed

ORIGIN = "0" * 64
CHUNK = 500
Kind = RegisterEntry.Kind


class RegisterFault(Exception):  # noqa: N818  # a fault of the register, not of the program
    """The first thing wrong; `number` is the row's place in the chain (0: not about one row)."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"ligne {number}\u202f: {reason}" if number else reason)
        self.number = number
        self.reason = reason


@dataclass
class _Chain:
    """Where the reading stands: the last row read, and what the rows told of each signature."""

    number: int = 0
    digest: str = ORIGIN
    told: dict[str, Told] = field(default_factory=dict)


def verify(*, anchors: Mapping[int, str] | None = None) -> int:
    """Read the whole register; returns its number of rows. Memory: what is shown of each signature.

    `anchors` maps row numbers to the digests made public for them: without any, a chain cut at its end or
    rewritten whole still verifies. Raises RegisterFault at the first row altered, removed or inserted, then at the
    first field of a signature that no longer says what was sealed."""
    expected = dict(anchors or {})
    chain = _Chain()
    for entry, values in _rows():
        _check_link(chain, entry)
        content = _checked_body(entry)
        _check_values(entry, content, values)
        if expected.pop(entry.number, entry.digest) != entry.digest:
            raise RegisterFault(entry.number, "son empreinte n’est pas celle de l’ancre publiée")
        chain.number, chain.digest = entry.number, entry.digest
        clear = {value.field: value.value for value in values}
        chain.told.setdefault(content["signature"], Told()).follow(entry.number, content, clear)
    if expected:
        raise RegisterFault(min(expected), "annoncée par une ancre publiée, elle a disparu")
    _check_head(chain)
    _check_signatures(chain.told)
    _check_texts()
    return chain.number


def _rows() -> Iterator[tuple[RegisterEntry, list[RegisterValue]]]:
    entries = RegisterEntry.objects.order_by("number").prefetch_related("values_in_clear")
    for entry in entries.iterator(chunk_size=CHUNK):
        yield entry, list(entry.values_in_clear.all())


def _check_link(chain: _Chain, entry: RegisterEntry) -> None:
    if entry.number != chain.number + 1:
        raise RegisterFault(chain.number + 1, "elle a été supprimée")
    if entry.previous == chain.digest:
        return
    if chain.number and _is_followed(entry):  # what comes after vouches for this row: the one before is false
        raise RegisterFault(chain.number, "elle a été remplacée\u202f: la suivante en annonce une autre")
    raise RegisterFault(entry.number, "elle a été ajoutée\u202f: elle ne suit pas la précédente")


def _is_followed(entry: RegisterEntry) -> bool:
    return (
        RegisterEntry.objects.filter(previous=entry.digest).exists()
        or RegisterHead.objects.filter(digest=entry.digest).exists()
    )


def _checked_body(entry: RegisterEntry) -> dict[str, Any]:
    if digest_of(entry.body) != entry.digest:
        raise RegisterFault(entry.number, "son contenu a été modifié")
    try:
        content = json.loads(entry.body)
    except json.JSONDecodeError:
        content = None
    if not isinstance(content, dict) or canonical(content) != entry.body:
        raise RegisterFault(entry.number, "son contenu n’a pas la forme prévue")
    columns = {
        "number": entry.number,
        "previous": entry.previous,
        "kind": entry.kind,
        "signature": str(entry.signature_id),
    }
    if any(content.get(name) != value for name, value in columns.items()):
        raise RegisterFault(entry.number, "son contenu ne correspond pas à ses colonnes")
    return content


def _check_values(entry: RegisterEntry, content: dict[str, Any], values: Iterable[RegisterValue]) -> None:
    """Values still kept must be the ones sealed; values erased are simply not there."""
    for value in values:
        if content["personal"].get(value.field) != sealed(bytes(value.salt), value.value):
            raise RegisterFault(entry.number, f"la valeur «\u202f{value.field}\u202f» a été modifiée")


def _check_head(chain: _Chain) -> None:
    head = RegisterHead.objects.filter(pk=RegisterHead.SINGLETON).first()
    if (head.number, head.digest) != (chain.number, chain.digest) if head else chain.number:
        raise RegisterFault(chain.number + 1, "la tête du registre annonce une autre fin (lignes supprimées)")


def _check_signatures(told: dict[str, Told]) -> None:
    """What the register says of each signature must be what the site says of it today."""
    unseen = set(told)
    for signature in _signatures():
        if str(signature.pk) not in told:
            raise RegisterFault(0, f"la signature {signature.pk} n’est pas inscrite au registre")
        unseen.discard(str(signature.pk))
        if not told[str(signature.pk)].has_begun:
            raise RegisterFault(0, f"aucune ligne n’inscrit la signature {signature.pk}, d’autres en parlent")
        for difference in differences(told[str(signature.pk)], signature):
            reason = f"«\u202f{difference.field}\u202f» de la signature {signature.pk} dit autre chose aujourd’hui"
            raise RegisterFault(difference.row, reason)
    if unseen:
        raise RegisterFault(0, f"la signature {min(unseen)}, inscrite au registre, a disparu")


def _signatures() -> Iterator[Signature]:
    found = Signature.objects.select_related("organisation__commune__department", "charter_version")
    mandates = Prefetch("mandates", Mandate.objects.select_related("signer"))
    found = found.defer("charter_version__source").prefetch_related(mandates)
    return found.order_by("confirmed_at", "pk").iterator(chunk_size=CHUNK)


def _check_texts() -> None:
    """Titles and dates of a text stand on attestations: they are those of the bytes whose digest was sealed."""
    for version in CharterVersion.objects.order_by("pk").iterator():
        front = read(version.source.encode()).front
        said = (version.sha256, version.version, version.title, version.dated, version.is_demonstration)
        if said != (digest_of(version.source), front.version, front.title, front.dated, front.demonstration):
            raise RegisterFault(0, f"le texte de la charte «\u202f{version.version}\u202f» a été modifié")
