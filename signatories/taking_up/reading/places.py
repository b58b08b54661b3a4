"""Communes and neighbourhoods as lists name them. A postal code never decides alone: the commune does, and the
code only tells namesakes apart; one that lost its first zero still confirms by its last digits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qpv_charter.toolkit.identifiers import read_qpv_code
from qpv_charter.toolkit.text import fold

_DEPARTMENT = re.compile(r"\s*\((\d{2,3}|2[AB])\)\s*$", re.IGNORECASE | re.ASCII)
_POSTAL_CODE = re.compile(r"\b\d{4,5}\b", re.ASCII)
_COURIER = re.compile(r"\bcedex\b.*$", re.IGNORECASE)
_DISTRICT = re.compile(r"^(paris|lyon|marseille) (?:\d{1,2} ?(?:er|e|eme|nd)?)(?: arrondissement)?$")
_BETWEEN = re.compile(r"\s*[;,|\n/+]\s*")
OUTSIDE = frozenset(map(fold, ("hors qpv", "hors quartier", "hors quartier prioritaire", "non", "aucun", "néant")))
SHORTEST_PART = 4  # letters of a word that may be a neighbourhood's alone


@dataclass(frozen=True)
class Town:
    """A commune of today; `names` folded, with those of what it has absorbed."""

    code: str
    label: str
    department: str
    postal_codes: str
    names: frozenset[str]


@dataclass(frozen=True)
class Area:
    """A neighbourhood, in the communes of these codes."""

    code: str
    name: str
    communes: frozenset[str]


@dataclass
class Gazetteer:
    """The communes and neighbourhoods that a list may mean, known beforehand."""

    towns: Sequence[Town] = ()
    areas: Sequence[Area] = ()
    departments: dict[str, str] = field(default_factory=dict)  # code, by code and by folded name

    def __post_init__(self) -> None:
        self._by_name: dict[str, list[Town]] = {}
        for town in self.towns:
            for name in town.names:
                self._by_name.setdefault(name, []).append(town)
        self._by_code = {area.code: area for area in self.areas}
        self._within: dict[str, list[Area]] = {}
        for area in self.areas:
            for code in area.communes:
                self._within.setdefault(code, []).append(area)

    def towns_named(self, text: str, *, postal_code: str = "", department: str = "") -> list[Town]:
        """The communes of this name that nothing beside it denies, in the order of their codes."""
        found = self._by_name.get(town_name(text), [])
        written = _DEPARTMENT.search(text)
        department = written[1].upper() if written else self.departments.get(fold(department), "")
        if department:
            found = [town for town in found if town.department == department]
        postal_code = postal_code_in(text) or postal_code_in(postal_code)
        if len(found) > 1 and postal_code:
            found = [town for town in found if _is_confirmed(town, postal_code)]
        return sorted(found, key=lambda town: town.code)

    def areas_named(self, text: str, commune: str) -> list[Area]:
        """The neighbourhoods of a commune that a text means: of this name, else with all of its words. Several
        only where nothing tells them apart."""
        wanted, here = fold(text), self.areas_of(commune)
        exact = [area for area in here if fold(area.name) == wanted]
        return exact or [
            area for area in here if _holds(fold(area.name), wanted) or _holds(wanted, fold(area.name))
        ]

    def areas_of(self, commune: str) -> list[Area]:
        return self._within.get(commune, [])

    def area_of_code(self, text: str) -> Area:
        """Raises ValueError, in French, for what is no code, or one that is not in our lists."""
        code = read_qpv_code(text)
        if code not in self._by_code:
            raise ValueError(f"Le quartier {code} n’est pas dans les listes chargées sur ce site.")
        return self._by_code[code]


def town_name(text: str) -> str:
    """The folded name of a commune, without its postal code, CEDEX, department nor district."""
    bare = _COURIER.sub("", _POSTAL_CODE.sub(" ", _DEPARTMENT.sub("", text)))
    name = fold(bare)
    district = _DISTRICT.match(name)
    return district[1] if district else name


def postal_code_in(text: str) -> str:
    """Four or five digits, as they are: nothing is put before them."""
    found = _POSTAL_CODE.search(text)
    return found[0] if found else ""


def _is_confirmed(town: Town, postal_code: str) -> bool:
    return any(code.endswith(postal_code) for code in town.postal_codes.split())


def neighbourhoods_in(text: str) -> list[str]:
    """What a cell names, one by one."""
    return [part for part in _BETWEEN.split(text.strip()) if part]


def _holds(text: str, words: str) -> bool:
    wanted = [word for word in words.split() if len(word) >= SHORTEST_PART]
    return bool(wanted) and set(wanted) <= set(text.split())
