"""Everything a draft holds, in the words of the person who checks it."""

from collections.abc import Mapping
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst

from signatories.organisations.models import Organisation
from signatories.registry.queries import find
from signatories.signatures.models import Mandate
from signatories.signing import screens
from signatories.signing.models import SigningDraft
from signatories.territories.places import commune_of_code, qpvs_of_codes


def recap(draft: SigningDraft, change: Mapping[str, str]) -> list[dict[str, str]]:
    """Rows for the summary component; `change` maps a screen's slug to where it can be changed."""
    rows = [
        *((screens.ASSOCIATION, *row) for row in _association(draft)),
        (screens.NEIGHBOURHOODS, "Quartiers", _neighbourhoods(draft)),
        *((screens.PERSON, *row) for row in _person(draft)),
        (screens.CHARTER, "La charte", f"Lue et approuvée\u202f: {draft.charter_version.title}"),
        (screens.CHARTER, "Mon nom", "Publié" if draft.answers("charter").get("publish_name") else "Non publié"),
    ]
    return [{"label": label, "value": value, "href": change.get(screen.slug, "")} for screen, label, value in rows]


def _association(draft: SigningDraft) -> list[tuple[str, str]]:
    answers = draft.answers("association")
    commune = commune_of_code(answers["commune"])
    rows = [
        (capfirst(draft.words.noun), answers["name"]),
        ("Commune", commune.label if commune else f"{answers['commune_typed']} (absente de la liste)"),
        ("Vous êtes", Organisation.Kind(answers["kind"]).label),
    ]
    if answers.get("rna"):
        rows.append(("Répertoire national", _taken(answers["rna"])))
    if draft.joint_group:
        rows.append(("Signature commune", draft.joint_group.title))
    return rows


def _taken(number: str) -> str:
    """What will be taken from the registry, as it will be written."""
    record = find(number)
    siret = record.checked_siret if record else ""
    lines = [f"RNA {number}", record.readable_address if record else "", f"SIRET {siret}" if siret else ""]
    return "\n".join(filter(None, lines))


def _neighbourhoods(draft: SigningDraft) -> str:
    answers = draft.answers("neighbourhoods")
    lines = [qpv.label for qpv in qpvs_of_codes(answers["qpvs"])]
    if answers["qpv_typed"]:
        lines.append(answers["qpv_typed"])
    if answers.get("whole"):
        lines.append("Toute la commune")
    if answers["outside"]:
        lines.append("Hors QPV")
    if answers["unknown"]:
        lines.append("Je ne sais pas")
    return "\n".join(lines)


def _person(draft: SigningDraft) -> list[tuple[str, str]]:
    answers = draft.answers("person")
    decided = str(Mandate.Decision(answers["decided_by"]).label)
    if answers.get("decided_on"):
        decided += f", {format_date(date.fromisoformat(answers['decided_on']), 'F Y')}"
    return [
        ("Vous", f"{screens.person_name(answers)}, {answers['role']}"),
        ("E-mail", answers["email"]),
        ("Qui a décidé", decided),
    ]
