"""What a line says otherwise than the record and the signature of an association that is known, part by part, as a
person chooses between the two; written by the roads of the team's corrections, and taken back by the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.text import fold
from signatories.moderation.papers import correct_paper, said_by
from signatories.organisations.actions import locate
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.dates import Dated, Precision
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv
from signatories.territories.places import commune_of_code

Values = dict[str, Any]  # as JSON keeps them: codes, dates as ISO


@dataclass(frozen=True)
class Part:
    """`fields` go together."""

    slug: str
    title: str
    fields: tuple[str, ...]


PARTS = (
    Part("nom", "Nom", ("name",)),
    Part("forme", "Forme", ("kind",)),
    Part("siege", "Commune", ("commune", "commune_typed")),
    Part("quartiers", "Quartiers", ("qpvs", "qpv_typed", "outside_qpv")),
    Part("rna", "Numéro RNA", ("rna",)),
    Part("siren", "Numéro SIREN", ("siren",)),
    Part("courriel", "Adresse e-mail de contact", ("contact_email",)),
    Part("date", "Date de signature", ("signed_on", "signed_precision")),
)
BY_SLUG = {part.slug: part for part in PARTS}
PLACES = frozenset({*BY_SLUG["siege"].fields, *BY_SLUG["quartiers"].fields})


def now(signature: Signature) -> Values:
    """What is known of it, as a line would say it."""
    said, organisation = said_by(signature), signature.organisation
    return {
        "name": said.name,
        "kind": said.kind,
        "rna": said.rna,
        "siren": said.siren,
        "contact_email": said.contact_email,
        "commune": organisation.commune.code if organisation.commune else "",
        "commune_typed": organisation.commune_typed,
        "qpvs": sorted(qpv.code for qpv in organisation.qpvs.all()),
        "qpv_typed": organisation.qpv_typed,
        "outside_qpv": organisation.outside_qpv,
        "signed_on": said.signed_on.isoformat() if said.signed_on else "",
        "signed_precision": str(said.signed_precision),
    }


def between(
    signature: Signature, facts: Mapping[str, Any], *, addresses: Iterable[str], same_text: bool
) -> list[dict[str, Any]]:
    """The parts of which a line says otherwise; what it leaves empty, or says less precisely, it says not.
    `addresses`: those by which the association is reached already; `same_text`: the list is of what it signed."""
    known = now(signature)
    said: dict[str, Values] = {
        "nom": {"name": facts["name"]} if fold(facts["name"]) not in {"", fold(known["name"])} else {},
        "forme": {"kind": facts["kind"]} if facts["kind"] else {},
        "siege": {"commune": facts["commune"], "commune_typed": ""} if facts["commune"] else {},
        "quartiers": _quarters(facts, known),
        **{field: _number(facts, field, signature.organisation) for field in ("rna", "siren")},
        "courriel": _address(facts, frozenset(addresses)),
        "date": _date(facts, known) if same_text else {},
    }
    found = []
    for part in PARTS:
        values, was = said[part.slug], {field: known[field] for field in part.fields}
        if any(known[field] != value for field, value in values.items()):
            then = _words(part.slug, was | values, commune=facts["commune_label"])
            here = _words(part.slug, was, commune=signature.organisation.commune_label)
            found.append({"slug": part.slug, "now": here, "then": then, "was": was, "values": was | values})
    return found


def _words(slug: str, values: Values, *, commune: str) -> str:
    """What is chosen, as a person reads it."""
    if slug == "forme":
        return str(Organisation.Kind(values["kind"]).label)
    if slug == "siege":
        return commune
    if slug == "quartiers":
        outside = ["hors quartier"] if values["outside_qpv"] else []
        return ", ".join([*values["qpvs"], *filter(None, [values["qpv_typed"]]), *outside])
    if slug == "date":
        return _Day(_day(values["signed_on"]), values["signed_precision"]).signed_date
    return str(next(iter(values.values())))


@dataclass
class _Day(Dated):
    signed_on: date | None
    signed_precision: str


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _quarters(facts: Mapping[str, Any], known: Values) -> Values:
    values: Values = {"outside_qpv": True} if facts["outside_qpv"] else {}
    if facts["qpvs"]:
        values |= {"qpvs": sorted(facts["qpvs"]), "qpv_typed": ""}
    return values if any(known[field] != values[field] for field in values.keys() - {"qpv_typed"}) else {}


def _number(facts: Mapping[str, Any], field: str, organisation: Organisation) -> Values:
    """One that others bear, or that is set aside already, is to be checked: it changes nothing."""
    number = facts[field]
    aside = field in facts["doubtful"] or number == getattr(organisation, f"doubtful_{field}")
    return {} if not number or aside else {field: number}


def _address(facts: Mapping[str, Any], known: frozenset[str]) -> Values:
    emails = facts["emails"]
    return {"contact_email": emails[0]} if emails and not known & set(emails) else {}


def _date(facts: Mapping[str, Any], known: Values) -> Values:
    """Of a day that is known, its month says nothing else."""
    signed_on, precision = facts["signed_on"], facts["precision"]
    if not signed_on or (precision == Precision.MONTH and known["signed_on"][:7] == signed_on[:7]):
        return {}
    return {"signed_on": signed_on, "signed_precision": precision}


def write(signature: Signature, differences: Sequence[Mapping[str, Any]], *, by: User) -> None:
    """Write what somebody chose of what a line says, in the transaction of its block, as the team corrects a
    paper; no mail leaves during an import.

    Raises ActionRefused once the record says something else than was shown, and as `correct_paper` does."""
    if any(not _stands(signature, each["was"]) for each in differences):
        raise ActionRefused("Sa fiche a changé depuis que vous avez choisi\u202f: relisez ce qui diffère.")
    _put(signature, _merged(differences, "values"), by=by)


def restore(signature: Signature, differences: Sequence[Mapping[str, Any]], *, by: User) -> None:
    """What was before. Raises ActionRefused for what somebody touched since."""
    if not _stands(signature, _merged(differences, "values")):
        raise ActionRefused("Quelqu’un l’a changée depuis\u202f: elle reste comme elle est.")
    _put(signature, _merged(differences, "was"), by=by)


def words_of(differences: Sequence[Mapping[str, Any]]) -> list[str]:
    """All that they say of people and associations, before and after."""
    sides = [each[side] for each in differences for side in ("was", "values")]
    return list(
        dict.fromkeys(value for values in sides for value in values.values() if value and isinstance(value, str))
    )


def _merged(differences: Sequence[Mapping[str, Any]], side: str) -> Values:
    return {field: value for each in differences for field, value in each[side].items()}


def _stands(signature: Signature, values: Values) -> bool:
    known = now(Signature.objects.get(pk=signature.pk))
    return all(known[field] == value for field, value in values.items())


def _put(signature: Signature, values: Values, *, by: User) -> None:
    if places := PLACES & values.keys():
        _locate(signature.organisation, {field: values[field] for field in places}, by=by)
    typed = {field: value for field, value in values.items() if field not in PLACES}
    if "signed_on" in typed:
        typed["signed_on"] = _day(typed["signed_on"])
    if typed:
        correct_paper(signature, replace(said_by(signature), **typed), by=by, told=False)


def _locate(organisation: Organisation, values: Values, *, by: User) -> None:
    commune = values.get("commune", organisation.commune.code if organisation.commune else "")
    codes = values.get("qpvs", [qpv.code for qpv in organisation.qpvs.all()])
    locate(
        organisation,
        by=by,
        commune=commune_of_code(commune),
        commune_typed=values.get("commune_typed"),
        qpvs=Qpv.objects.filter(code__in=codes),
        qpv_typed=values.get("qpv_typed"),
        outside_qpv=values.get("outside_qpv", organisation.outside_qpv),
    )
