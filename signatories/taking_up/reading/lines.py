"""A line of a list, read: what it says, and what somebody has to settle. Pure: the same cells, places and
decisions give the same answer.

A decision is a text read in the place of a value, wherever that value stands (« St Deni » is « Saint-Denis »);
an empty one leaves the cell empty, KEPT keeps it as it is written. Values wrong in the same way share one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from qpv_charter.toolkit.identifiers import SIRET_DIGITS, read_rna, read_siren, read_siret
from qpv_charter.toolkit.text import LONGEST_NAME, fold, read_name, read_role
from signatories.organisations.models import Organisation
from signatories.signatures.dates import Precision
from signatories.signatures.models import Mandate
from signatories.taking_up.reading import people
from signatories.taking_up.reading.dates import Dated, read_date
from signatories.taking_up.reading.places import OUTSIDE, Gazetteer, neighbourhoods_in, town_name

T = TypeVar("T")
KEPT, MENDED, EMPTY = "~", "@", ""
LONGEST_SHOWN, MOST_OPTIONS = 120, 12
LONGEST_TYPED_COMMUNE, LONGEST_TYPED_QPV = 120, 200  # characters that a record has room for
_TOTALS = frozenset({"total", "totaux", "total general", "sous total", "nombre total", "nb total"})
_KINDS = {
    Organisation.Kind.COLLECTIVE: ("collectif", "collectif sans existence legale", "groupe", "collectif informel"),
    Organisation.Kind.NETWORK: ("reseau", "federation", "reseau ou federation", "union", "tete de reseau"),
    Organisation.Kind.SECTION: (
        "section",
        "etablissement",
        "antenne",
        "etablissement ou section d une association",
    ),
    Organisation.Kind.ASSOCIATION: ("association", "asso", "association loi 1901", "loi 1901", "association 1901"),
}
_DECISIONS = {
    Mandate.Decision.ASSEMBLY: ("ag", "l ag", "assemblee generale", "l assemblee generale"),
    Mandate.Decision.BOARD: ("ca", "le ca", "conseil d administration", "le conseil d administration"),
    Mandate.Decision.BUREAU: ("bureau", "le bureau"),
    Mandate.Decision.COLLECTIVE: ("collectif", "le collectif reuni", "le collectif"),
    Mandate.Decision.STATUTES: ("statuts", "les statuts me le permettent", "president", "presidente"),
}


@dataclass(frozen=True)
class Question:
    """Something that one decision settles, wherever it stands. `options`: what is read instead, and its words."""

    key: str
    field: str
    value: str
    why: str
    options: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a line says, as JSON keeps it: codes, dates as ISO, "" for what it leaves out. `emails`: the first is
    the one to write to."""

    known: str = ""
    name: str = ""
    kind: str = ""
    commune: str = ""
    commune_label: str = ""
    commune_typed: str = ""
    department: str = ""
    qpvs: list[str] = field(default_factory=list)
    qpv_typed: str = ""
    outside_qpv: bool = False
    rna: str = ""
    siren: str = ""
    emails: list[str] = field(default_factory=list)
    signer: str = ""
    role: str = ""
    decided_by: str = ""
    signed_on: str = ""
    precision: str = Precision.UNKNOWN.value

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Line:
    """`left` says why a line is nobody's signature; None for one that is."""

    facts: Facts
    questions: list[Question]
    left: str = ""


def is_total(cells: Sequence[str]) -> bool:
    return any(fold(cell).rstrip("0123456789 ") in _TOTALS for cell in cells[:3])


@dataclass
class Reader:
    """Reads the lines of one list. `columns`: the field of each; `since`: the earliest day that the text could be
    signed; `today`: the latest."""

    columns: Sequence[str]
    decisions: Mapping[str, str]
    places: Gazetteer
    since: date | None
    today: date

    def read(self, cells: Sequence[str]) -> Line:
        said = {key: cells[at] for at, key in enumerate(self.columns) if key and at < len(cells)}
        if is_total(cells):
            return Line(Facts(), [], "C’est une ligne de total.")
        reading = _Reading(self, said)
        facts = reading.facts()
        if not said.get("name"):
            return Line(facts, [], "Elle ne nomme aucune association.")
        return Line(facts, reading.questions)


class _Reading:
    """One line being read, its questions gathered on the way."""

    def __init__(self, reader: Reader, said: Mapping[str, str]) -> None:
        self.reader, self.said, self.questions = reader, said, list[Question]()

    def facts(self) -> Facts:
        commune = self._commune()
        signer, role = self._signer()
        rna, siren = self._number("rna", read_rna), self._number("siren", _read_siren)
        return Facts(
            known=self.said.get("known", ""),
            name=self._settled("name", _read_name, []) or "",
            kind=self._settled("kind", _among(_KINDS, ""), _kinds()) or "",
            **commune,
            **self._neighbourhoods(commune["commune"]),
            rna=rna,
            siren=siren,
            emails=self._emails(),
            signer=signer,
            role=role,
            decided_by=self._settled("decided_by", _among(_DECISIONS, ""), _decisions()) or "",
            **self._date(),
        )

    def _settled(
        self, key: str, read: Callable[[str], T], options: Sequence[tuple[str, str]], *, value: str | None = None
    ) -> T | None:
        """What `read` makes of a value, or of what was decided to read in its place; else a question."""
        value = self.said.get(key, "") if value is None else value
        asked = f"{key}:{value.casefold()[:200]}"
        try:
            return read(self.reader.decisions.get(asked, value))
        except ValueError as error:
            self.questions.append(Question(asked, key, value[:LONGEST_SHOWN], str(error), list(options)))
            return None

    def _commune(self) -> dict[str, Any]:
        """By its name, its namesakes told apart by department and postal code; never by the code alone."""
        value, postal_code = self.said.get("commune", ""), self.said.get("postal_code", "")
        near = " ".join(filter(None, (value, postal_code)))
        decided = self.reader.decisions.get(f"commune:{near.casefold()[:200]}", value)
        found = self.reader.places.towns_named(
            decided, postal_code=postal_code, department=self.said.get("department", "")
        )
        if len(found) == 1:
            town = found[0]
            return _place(commune=town.code, commune_label=town.label, department=town.department)
        if decided == KEPT:
            return _place(commune_typed=value[:LONGEST_TYPED_COMMUNE])
        if near and decided:
            self._ask_commune(near, [town.label for town in found] or self._namesakes(decided))
        return _place()

    def _namesakes(self, text: str) -> list[str]:
        return [town.label for town in self.reader.places.towns_named(town_name(text))]

    def _ask_commune(self, near: str, labels: Sequence[str]) -> None:
        why = (
            "Plusieurs communes portent ce nom\u202f: laquelle est-ce\u202f?"
            if len(labels) > 1
            else "La liste officielle des communes ne connaît pas ce nom."
        )
        options = [(label, f"Lire {label}") for label in labels[:MOST_OPTIONS]]
        options.append((KEPT, "Garder tel qu’écrit, à préciser plus tard"))
        self.questions.append(Question(f"commune:{near.casefold()[:200]}", "commune", near, why, options))

    def _neighbourhoods(self, commune: str) -> dict[str, Any]:
        """Looked for inside the commune alone: « Centre » is the name of twenty-eight."""
        found: dict[str, None] = {}
        typed, outside = [], people.says_yes(self.said.get("outside_qpv", ""))
        for text in neighbourhoods_in(self.said.get("qpv_codes", "")):
            area = self._settled("qpv_codes", self._area_of_code, _LEAVE, value=text)
            found |= dict.fromkeys(area or [])
        for text in [] if found else neighbourhoods_in(self.said.get("qpvs", "")):
            outside = outside or fold(text) in OUTSIDE
            codes, written = self._neighbourhood(text, commune)
            found |= dict.fromkeys(codes)
            typed += written
        return {"qpvs": [*found], "qpv_typed": ", ".join(typed)[:LONGEST_TYPED_QPV], "outside_qpv": outside}

    def _area_of_code(self, text: str) -> list[str]:
        return [self.reader.places.area_of_code(text).code] if text else []

    def _neighbourhood(self, text: str, commune: str) -> tuple[list[str], list[str]]:
        """Codes, or the text itself where somebody said to keep it, or where no commune is known."""
        places, asked = self.reader.places, f"qpvs:{commune} {text.casefold()[:200]}"
        decided = self.reader.decisions.get(asked, text)
        if decided == KEPT:
            return [], [text]
        if people.is_nothing(decided) or fold(decided) in OUTSIDE:
            return [], []
        if not commune:
            return [], [decided]
        try:
            found = [places.area_of_code(decided)]
        except ValueError:
            found = places.areas_named(decided, commune)
        if len(found) == 1:
            return [found[0].code], []
        here = found or places.areas_of(commune)
        options = [(area.code, f"Lire {area.name} ({area.code})") for area in here[:MOST_OPTIONS]]
        why = (
            "Aucun quartier prioritaire de cette commune ne porte ce nom."
            if not found
            else "Plusieurs quartiers de cette commune y ressemblent."
        )
        keep = (KEPT, "Garder tel qu’écrit, à préciser plus tard")
        self.questions.append(Question(asked, "qpvs", text[:LONGEST_SHOWN], why, [*options, keep]))
        return [], []

    def _number(self, key: str, read: Callable[[str], str]) -> str:
        def or_none(text: str) -> str:
            return "" if people.is_nothing(text) else read(text)

        return self._settled(key, or_none, _LEAVE) or ""

    def _emails(self) -> list[str]:
        value = self.said.get("email", "")
        if people.hides_its_at(value):
            decided = self.reader.decisions.get("email:(at)")
            if decided is None:
                self._ask_at(value)
                return []
            value = people.with_its_at(value) if decided == MENDED else EMPTY
        return self._settled("email", people.read_emails, _LEAVE, value=value) or []

    def _ask_at(self, value: str) -> None:
        mended = people.with_its_at(value)
        options = [(MENDED, f"Lire {mended[:LONGEST_SHOWN]}, et les autres de même"), _LEAVE[0]]
        why = "Dans cette adresse, et d’autres comme elle, l’arobase est cachée."
        self.questions.append(Question("email:(at)", "email", value[:LONGEST_SHOWN], why, options))

    def _signer(self) -> tuple[str, str]:
        """Who signed and in what role; nobody where the list says a role alone."""
        whole = self.said.get("signer") or " ".join(
            filter(None, (self.said.get("first_name", ""), self.said.get("last_name", "")))
        )
        name, instead = self._settled("signer", people.read_person, _LEAVE, value=whole) or ("", "")
        role = self._settled("role", read_role, _LEAVE) or instead
        return (name, role) if name else ("", "")

    def _date(self) -> dict[str, Any]:
        options = [("inconnue", "La date n’est pas connue")]
        day, precision = self._settled("signed_on", self._read_date, options) or (None, Precision.UNKNOWN)
        return {"signed_on": day.isoformat() if day else "", "precision": precision.value}

    def _read_date(self, text: str) -> Dated:
        day, precision = read_date(text)
        since = self.reader.since
        if day and day > self.reader.today:
            raise ValueError("Cette date est dans l’avenir.")
        if day and since and day < (since.replace(day=1) if precision == Precision.MONTH else since):
            raise ValueError("Cette date est plus ancienne que le texte signé.")
        return day, precision


_LEAVE = [(EMPTY, "Laisser vide")]


def _place(**known: str) -> dict[str, Any]:
    return {"commune": "", "commune_label": "", "commune_typed": "", "department": ""} | known


def _read_name(text: str) -> str:
    if text.startswith("="):
        raise ValueError("Cette cellule contient une formule\u202f: écrivez le nom à lire à sa place.")
    if not text:
        raise ValueError("Cette ligne n’a pas de nom.")
    return read_name(text, longest=LONGEST_NAME)


def _read_siren(text: str) -> str:
    """A SIREN, or the one that begins a SIRET."""
    digits = "".join(char for char in text if char.isdigit())
    return read_siret(text)[:9] if len(digits) == SIRET_DIGITS else read_siren(text)


def _among(known: Mapping[Any, Sequence[str]], usual: str) -> Callable[[str], str]:
    """Reads one of our choices: by its value, or by what people write for it."""

    def read(text: str) -> str:
        if people.is_nothing(text):
            return usual
        found = next(
            (each.value for each, words in known.items() if text == each.value or fold(text) in words), None
        )
        if found is None:
            raise ValueError("Nous ne savons pas ce que cela veut dire.")
        return str(found)

    return read


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, f"Lire {kind.label}") for kind in Organisation.Kind]


def _decisions() -> list[tuple[str, str]]:
    return [*((each.value, f"Lire {each.label}") for each in Mandate.Decision), *_LEAVE]
