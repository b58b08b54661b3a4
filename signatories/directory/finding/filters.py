"""What one may ask of the directory: read from an address, written back to one.

The parameters are those of the public contract: printed QR codes and other people's scripts rely on them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from qpv_charter.toolkit.text import clean_line
from signatories.organisations.models import Network, Theme
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.queries import commune_of_today

LONGEST_SEARCH = 200  # characters; what is beyond is left out, never an error
LONGEST_VALUE = 120  # of any other parameter: the longest slug
SHOWN = 40  # characters of a value that means nothing, said back

Thing = Region | Department | Commune | Qpv | Network | Theme


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the directory is asked for; an empty value asks for nothing.

    `refused` says, in French, which parts of the address meant nothing and were left aside."""

    q: str = ""
    region: Region | None = None
    department: Department | None = None
    commune: Commune | None = None
    qpv: Qpv | None = None
    network: Network | None = None
    theme: Theme | None = None
    refused: tuple[str, ...] = field(default=(), compare=False)

    @property
    def any(self) -> bool:
        return bool(self.values())

    def values(self) -> dict[str, str]:
        """Each parameter that asks for something, in the contract's order."""
        things = {param: self.thing(param) for param in PARAMS if param != "q"}
        asked = {param: value_of(thing) for param, thing in things.items() if thing}
        return {"q": self.q, **asked} if self.q else asked

    def thing(self, param: str) -> Thing | None:
        """What a parameter, `q` excepted, asks for."""
        found: Thing | None = getattr(self, ATTRIBUTES[param])
        return found

    def as_query(self, **more: str | int) -> str:
        """The canonical query string, "" or "?departement=93&q=…": the same for all that asks the same."""
        values = {**self.values(), **more}
        return f"?{urlencode(values)}" if values else ""

    def without(self, *params: str) -> "Filters":
        """The same, asking less."""
        return replace(self, **{ATTRIBUTES[param]: EMPTY[param] for param in params})


ATTRIBUTES = {
    "q": "q",
    "region": "region",
    "departement": "department",
    "commune": "commune",
    "qpv": "qpv",
    "reseau": "network",
    "theme": "theme",
}
PARAMS = tuple(ATTRIBUTES)
EMPTY: dict[str, Any] = {param: "" if param == "q" else None for param in PARAMS}


def value_of(thing: Thing) -> str:
    """What an address calls a thing."""
    return thing.slug if isinstance(thing, Network | Theme) else thing.code


def typed(asked: QueryDict) -> dict[str, str]:
    """The known parameters that hold something, cleaned and cut; of a repeated one, the last. No query."""
    found = {param: clean_line(asked.get(param) or "") for param in PARAMS}
    return {
        param: value[: LONGEST_SEARCH if param == "q" else LONGEST_VALUE].strip()
        for param, value in found.items()
        if value
    }


def read_filters(asked: QueryDict) -> Filters:
    """The filters of an address; one query for each given, `q` excepted. Never fails: see `Filters.refused`."""
    values = typed(asked)
    found: dict[str, Any] = {"q": values.pop("q", "")}
    refused = []
    for param, value in values.items():
        reader, name = READERS[param]
        found[ATTRIBUTES[param]] = meant = reader(value)
        if meant is None:
            refused.append(f"Nous ne connaissons pas {name} «\u202f{value[:SHOWN]}\u202f».")
    return Filters(**found, refused=tuple(refused))


def _region(value: str) -> Region | None:
    return Region.objects.filter(code=value.upper().zfill(2)).first()


def _department(value: str) -> Department | None:
    """By its code, whatever its case and its lost zero ("1", "2a")."""
    return Department.objects.select_related("region").filter(code=value.upper().zfill(2)).first()


def _commune(value: str) -> Commune | None:
    return commune_of_today(value.upper())


def _qpv(value: str) -> Qpv | None:
    """By a code of either list; one of 2015 means its successor when it has only one."""
    qpv = Qpv.objects.prefetch_related("successors").filter(code=value.upper()).first()
    successors = list(qpv.successors.all()) if qpv else []
    return successors[0] if len(successors) == 1 else qpv


def _network(value: str) -> Network | None:
    return Network.objects.filter(slug=value).first()


def _theme(value: str) -> Theme | None:
    return Theme.objects.filter(slug=value).first()


READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "region": (_region, "la région"),
    "departement": (_department, "le département"),
    "commune": (_commune, "la commune"),
    "qpv": (_qpv, "le quartier"),
    "reseau": (_network, "le réseau"),
    "theme": (_theme, "le thème"),
}
