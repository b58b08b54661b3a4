"""Which column is what: found from its heading, else from its values."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qpv_charter.toolkit.identifiers import QPV_2015, QPV_2024, RNA
from qpv_charter.toolkit.tables import Row, Sheet
from qpv_charter.toolkit.text import fold

NONE = ""  # a column that is not taken up
MOST_BEFORE = 40  # rows looked at for the one of headings: titles and notes stand above it
MOST_SAMPLED, EXAMPLES = 200, 3
ENOUGH_HEADINGS = 3  # that we know: a notice about a list names two in a row
ENOUGH = 0.6  # share of the values that look like something
_SIREN_OR_SIRET = re.compile(r"\d{9}|\d{14}")
_POSTAL_CODE = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Field:
    """Something that a column may hold. `headings` as people write them, and as our own files do."""

    key: str
    label: str
    headings: frozenset[str]


def _field(key: str, label: str, *headings: str) -> Field:
    return Field(key, label, frozenset(map(fold, (label, *headings))))


FIELDS = (
    _field(
        "name", "Nom de l’association",
        "nom", "association", "associations", "nom association", "structure", "nom de la structure", "organisme",
        "dénomination", "raison sociale", "titre", "collectif", "nom du collectif", "nom usuel",
        "nom de l’association ou du collectif",
    ),
    _field("known", "Identifiant sur ce site", "id", "identifiant"),
    _field("kind", "Forme", "forme juridique", "statut juridique", "type", "type de structure"),
    _field(
        "commune", "Commune",
        "ville", "localité", "commune du siège", "ville du siège", "communes", "villes",
    ),
    _field("postal_code", "Code postal", "cp", "c.p.", "code postal du siège"),
    _field(
        "department", "Département",
        "dept", "dpt", "département du siège", "numéro de département", "code du département", "code_departement",
    ),
    _field(
        "qpvs", "Quartiers",
        "quartier", "qpv", "quartier prioritaire", "quartiers prioritaires", "nom du quartier", "nom du qpv",
        "quartier qpv", "quartiers d’intervention",
    ),
    _field(
        "qpv_codes", "Codes des quartiers",
        "code qpv", "codes qpv", "code du quartier", "code quartier", "codes_quartiers",
    ),
    _field("outside_qpv", "Hors quartier", "hors qpv", "hors quartier prioritaire"),
    _field("rna", "Numéro RNA", "rna", "n° rna", "waldec"),
    _field("siren", "SIREN ou SIRET", "siren", "siret", "n° siret", "n° siren", "numéro siret", "numéro siren"),
    _field(
        "email", "Adresse e-mail de contact",
        "email", "e-mail", "mail", "mails", "mél", "courriel", "adresse mail", "adresses mail", "adresse e-mail",
        "adresse électronique", "contact mail", "email contact", "courriels", "adresses e-mail",
    ),
    _field(
        "signer", "Personne qui signe",
        "signataire", "signé par", "nom du signataire", "personne signataire", "représentant", "représentée par",
        "représenté par", "nom du représentant", "nom et prénom", "nom prénom", "prénom nom", "prénom et nom",
        "nom de la personne", "contact",
    ),
    _field(
        "first_name", "Prénom de la personne qui signe",
        "prénom", "prénom du signataire", "prénom du représentant",
    ),
    _field("last_name", "Nom de famille de la personne qui signe", "nom de famille"),
    _field(
        "role", "Son rôle",
        "rôle", "fonction", "qualité", "titre du signataire", "fonction du signataire", "en qualité de",
    ),
    _field("decided_by", "Qui a décidé", "décision", "instance", "décidé par", "décision prise par", "mandat"),
    _field(
        "signed_on", "Date de signature",
        "date", "signature", "signé le", "signée le", "signee_le", "date signature", "date de la signature",
        "date d’adhésion",
    ),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
# Of our own files: their values look like something that they are not.
_NONE_OF_THEM = frozenset(map(fold, ("code_commune", "code de la commune", "code_region", "code de la région")))
_PEOPLE_TOO = {
    fold("nom"): "last_name",
    fold("titre"): "role",
}  # beside a column that names the association better
_KNOWN = frozenset().union(*(field.headings for field in FIELDS))


@dataclass(frozen=True)
class Column:
    """A column as it is shown: its heading, what it holds, some of its values."""

    at: int
    heading: str
    field: str
    examples: list[str]


def heading_row(rows: Sequence[Row]) -> int:
    """Where the headings are: in the row with most of those we know, else in the first that has two cells."""
    scores = [len({fold(cell) for cell in cells} & _KNOWN) for _, cells in rows[:MOST_BEFORE]]
    best = max(scores, default=0)
    if best:
        return scores.index(best)
    return next((at for at, (_, cells) in enumerate(rows[:MOST_BEFORE]) if len(list(filter(None, cells))) > 1), 0)


def likeliest(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet that is a list, by its headings; of several, or where none is, the longest."""

    def reason(sheet: Sheet) -> tuple[int, int]:
        _, cells = sheet.rows[heading_row(sheet.rows)]
        return min(len({fold(cell) for cell in cells} & _KNOWN), ENOUGH_HEADINGS), len(sheet.rows)

    return max(sheets, key=reason)


def guess(headings: Sequence[str], rows: Sequence[Row], *, remembered: Mapping[str, str]) -> list[str]:
    """The field of each column, "" where none is likely; `remembered`: what was said of headings before.

    A field is held by one column, the first that claims it with the most reason."""
    found = [_by_heading(heading, remembered) for heading in headings]
    names = [at for at, key in enumerate(found) if key == "name"]
    if len(names) > 1:  # « Association », and « Nom » of who signs
        for at in names:
            found[at] = _PEOPLE_TOO.get(fold(headings[at]), found[at])
    values = [examples_of(at, rows, most=MOST_SAMPLED) for at in range(len(headings))]
    found = [key or _by_values(headings[at], values[at]) for at, key in enumerate(found)]
    return [key if key not in found[:at] else NONE for at, key in enumerate(found)]


def _by_heading(heading: str, remembered: Mapping[str, str]) -> str:
    folded = fold(heading)
    if folded in remembered:
        return remembered[folded]
    return next((field.key for field in FIELDS if folded in field.headings), NONE)


def _by_values(heading: str, values: Sequence[str]) -> str:
    """What most of the values look like, where nothing else could."""
    if not values or fold(heading) in _NONE_OF_THEM:
        return NONE
    looks: dict[str, Callable[[str], object]] = {
        "email": lambda value: "@" in value,
        "rna": lambda value: RNA.match(value.replace(" ", "").upper()),
        "qpv_codes": lambda value: QPV_2024.match(value) or QPV_2015.match(value),
        "siren": lambda value: _SIREN_OR_SIRET.fullmatch(value.replace(" ", "")),
        "postal_code": _POSTAL_CODE.fullmatch,
    }
    shares = {key: sum(bool(look(value)) for value in values) / len(values) for key, look in looks.items()}
    best = max(shares, key=lambda key: shares[key])
    return best if shares[best] >= ENOUGH else NONE


def examples_of(at: int, rows: Sequence[Row], *, most: int = EXAMPLES) -> list[str]:
    """The first different values of a column."""
    values = (cells[at] for _, cells in rows if at < len(cells) and cells[at])
    return list(dict.fromkeys(values))[:most]
