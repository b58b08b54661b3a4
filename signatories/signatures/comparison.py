"""What the register told of each signature, against what the site says of it today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from signatories.organisations.forgetting import ERASED_ORGANISATION
from signatories.signatures import sealing
from signatories.signatures.models import ERASED_PERSON, Mandate, RegisterEntry, Signature, Status

Kind = RegisterEntry.Kind
# What each kind of row makes of the signature it is about; the others change nothing in its status.
BECOMES = dict.fromkeys(sealing.BEGINS, Status.CONFIRMED) | {
    Kind.REVIEWED: Status.TO_REVIEW,
    Kind.PUBLISHED: Status.PUBLISHED,
    Kind.RESUMED: Status.PUBLISHED,
    Kind.PAUSED: Status.PAUSED,
    Kind.WITHDRAWN: Status.WITHDRAWN,
}
DATES = {Kind.PUBLISHED: "published_at", Kind.WITHDRAWN: "withdrawn_at"} | dict.fromkeys(
    sealing.BEGINS, "confirmed_at"
)
UNION = "joined_into"  # the record into which that of its association was joined, "" once they are parted
CLEAR: tuple[str, ...] = ("organisation", "charter", "code", "signed_on", UNION)
# What an erased association no longer has.
PLACES = {f"organisation.{sealing.PLACE}", f"organisation.{sealing.PLACE_CODE}"}
# Earlier rows were written some milliseconds after the dates that they tell.
SAME_MOMENT = timedelta(seconds=5)


@dataclass(frozen=True)
class Said:
    """A value, and the row that sealed it; None for one that was erased since."""

    row: int
    value: str | None


@dataclass
class Told:
    """All that the rows read so far say of one signature; a later row has the last word."""

    row: int = 0
    said: dict[str, Said] = field(default_factory=dict)
    mandates: list[dict[str, Said]] = field(default_factory=list)
    # All that was sealed of who it is: an earlier name is still said where a later one has the last word.
    identity: list[tuple[str, Said]] = field(default_factory=list)

    @property
    def has_begun(self) -> bool:
        """Whether a row says that it was given: an attestation stands on that one."""
        return "signature.source" in self.said

    def follow(self, number: int, content: dict[str, Any], clear: dict[str, str]) -> None:
        """Read one row: its body, and its sealed values that are still kept."""
        kind, self.row = Kind(content["kind"]), number
        facts: dict[str, str] = {name: content[name] for name in CLEAR if name in content}
        if kind in sealing.BEGINS:
            facts["source"] = sealing.BEGINS[kind].value
        if kind in BECOMES:
            facts |= {"status": self._become(kind).value, "status_at": content["time"]}
        if kind in DATES:
            facts[DATES[kind]] = content["time"]
        self.said |= {f"signature.{name}": Said(number, value) for name, value in facts.items()}
        self._follow_personal(number, kind, _read(number, content["personal"], clear))

    def _become(self, kind: Kind) -> Status:
        """What is reviewed once published was published by mistake: it waits to be read, as before."""
        before = self.said.get("signature.status")
        if kind == Kind.REVIEWED and before and before.value == Status.PUBLISHED:
            return Status.CONFIRMED
        return BECOMES[kind]

    def _follow_personal(self, number: int, kind: Kind, personal: dict[str, Said]) -> None:
        if kind in sealing.MANDATES and sealing.SIGNER[0] in personal:  # an imported signature may have none
            sealed = [name for name in sealing.MANDATE if name in personal or name != sealing.NAMED]
            self.mandates.append({name: personal.get(name, Said(number, "")) for name in sealed})
        names = sealing.IDENTITY if sealing.FORM in personal else (sealing.NAME,)
        if sealing.NAME in personal:
            self.said |= {f"organisation.{name}": personal.get(name, Said(number, "")) for name in names}
        self.identity += [(name, personal[name]) for name in sealing.IDENTITY if name in personal]


@dataclass(frozen=True)
class Difference:
    """A field that no longer says what was sealed, and the row that sealed it."""

    row: int
    field: str


def differences(told: Told, signature: Signature) -> Iterator[Difference]:
    """What the site says otherwise of a signature that was fetched with its organisation, text and mandates."""
    shown, official = _shown(signature), told.said.get(f"organisation.{sealing.PLACE_CODE}")
    forgotten = _is_forgotten(told, signature)
    for name, said in told.said.items():
        # A commune of the official list may be called otherwise one day: what counts is which one it is.
        if name == f"organisation.{sealing.PLACE}" and official and official.value:
            continue
        erased = forgotten and name.startswith("organisation.") and (name not in PLACES or not shown[name])
        if not _agrees(said.value, shown[name], erased=erased):
            yield Difference(said.row, name)
    if shown[f"signature.{UNION}"] and f"signature.{UNION}" not in told.said:
        yield Difference(told.row, f"signature.{UNION}")
    if not forgotten:
        yield from _false_erasures(told, signature)
    yield from _mandate_differences(told, signature, forgotten=forgotten)


def _read(number: int, seals: dict[str, str], clear: dict[str, str]) -> dict[str, Said]:
    return {name: Said(number, clear.get(name)) for name in seals}


def _shown(signature: Signature) -> dict[str, Any]:
    columns = ("source", "status", "status_at", "confirmed_at", "published_at", "withdrawn_at")
    facts = {name: getattr(signature, name) for name in columns} | sealing.facts(signature)
    facts |= {"organisation": str(signature.organisation_id), "charter": signature.charter_version.sha256}
    facts[UNION] = str(signature.organisation.joined_into_id or "")
    identity = sealing.identity(signature.organisation)
    return {f"signature.{name}": value for name, value in facts.items()} | {
        f"organisation.{name}": value for name, value in identity.items()
    }


def _agrees(sealed: str | None, shown: Any, *, erased: bool) -> bool:
    if sealed is None or erased:
        return erased
    if isinstance(shown, datetime):
        at = parse_datetime(sealed)
        return at is not None and abs(at - shown) < SAME_MOMENT
    return sealed == (shown or "")


def _false_erasures(told: Told, signature: Signature) -> Iterator[Difference]:
    """What is only said to be erased, of an association that was not."""
    for name, said in told.identity:
        if said.value is None:
            yield Difference(said.row, f"organisation.{name}")
    if signature.organisation.erased_at:
        yield Difference(told.row, "organisation.erased_at")


def _mandate_differences(told: Told, signature: Signature, *, forgotten: bool) -> Iterator[Difference]:
    given = sorted(signature.mandates.all(), key=lambda mandate: mandate.pk)
    if len(given) != len(told.mandates):
        yield Difference(told.row, "signature.mandates")
    for sealed, mandate in zip(told.mandates, given, strict=False):
        shown, erased = sealing.mandate(mandate), _is_erased_signer(mandate, forgotten=forgotten)
        for name, said in sealed.items():
            # Of a person her name and role go; all that was said goes only with the association.
            if erased and name == sealing.NAMED:  # nobody is named any more
                continue
            if said.value is None and erased and (forgotten or name in sealing.SIGNER):
                continue
            if said.value != shown[name]:
                yield Difference(said.row, f"mandate.{name}")


def _is_forgotten(told: Told, signature: Signature) -> bool:
    """Whether its association was erased: a signature that was withdrawn, of which no sealed value is kept."""
    organisation = signature.organisation
    erased = organisation.erased_at is not None and organisation.name == ERASED_ORGANISATION
    return erased and signature.status == Status.WITHDRAWN and all(said.value is None for _, said in told.identity)


def _is_erased_signer(mandate: Mandate, *, forgotten: bool) -> bool:
    """Whether who bore it was erased: with her association or, if she had one, with her account."""
    stands = mandate.signer is not None and mandate.signer.erased_at is None
    return (mandate.signer_name, mandate.signer_role) == (ERASED_PERSON, "") and (forgotten or not stands)
