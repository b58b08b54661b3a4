"""How many signatories each choice of each filter would give, beside what the other filters ask."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Manager

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.filters import Param
from qpv_charter.toolkit.text import fold
from signatories.directory.finding.filters import CHOSEN, Filters, Thing
from signatories.directory.finding.queries import BROAD, answering, how_many
from signatories.directory.models import PAGES, DirectoryTerm
from signatories.organisations.models import Network, Theme
from signatories.territories.models import Commune, Department, Qpv, Region

FEW = 300  # signatories, up to which their communes and neighbourhoods are few enough to choose from
Tally = Mapping[str, Mapping[str, int]]  # by parameter, by primary key
PLACES = ("region", "departement", "commune")
NEAR = ("commune", "qpv")  # offered once the answer is small or in one department: there are thousands
THINGS: dict[str, Manager[Any]] = {
    "region": Region.objects,
    "departement": Department.objects,
    "commune": Commune.objects,
    "qpv": Qpv.objects,
    "reseau": Network.objects,
    "theme": Theme.objects,
}
KIND_PARAMS = {
    DirectoryTerm.Kind.QPV.value: "qpv",
    DirectoryTerm.Kind.NETWORK.value: "reseau",
    DirectoryTerm.Kind.THEME.value: "theme",
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as an address names it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A filter to choose a value of, and the one in use ("" for none)."""

    param: Param
    chosen: str
    choices: list[Choice]


@dataclass(frozen=True)
class Counts:
    """`by_department` holds what the map draws: department codes and numbers, whatever department is asked."""

    total: int
    facets: list[Facet]
    by_department: dict[str, int]


def counts(filters: Filters) -> Counts:
    """Counts of an answer: eight queries at most, and one more for each filter in use (two for a commune or a
    neighbourhood). What a broad answer counts is kept until a row of the directory changes."""
    asked, chosen = filters.values(), {param: filters.get(param) for param in CHOSEN}
    tally = {**_by_place(filters), **_by_tie(filters)}
    total = sum(tally["region"].values())
    tally |= {param: _instead(filters, param, tally[param]) for param in CHOSEN if chosen[param]}
    near = total <= FEW or any(chosen[param] for param in ("departement", *NEAR))
    return Counts(
        total=total,
        facets=[
            Facet(CHOSEN[param], asked.get(param, ""), _choices(param, tally[param], chosen[param]))
            for param in CHOSEN
            if near or param not in NEAR
        ],
        by_department={code: number for code, number in tally["departement"].items() if code},
    )


def _instead(filters: Filters, param: str, own: Mapping[str, int]) -> Mapping[str, int]:
    """What each value of a filter in use would give in its place. Of a commune or a neighbourhood chosen among
    thousands, that one alone: a list of them all would be longer than the page."""
    others = filters.without(param)
    if param in NEAR and not others.department and how_many(others) > FEW:
        chosen = str(getattr(filters.get(param), "pk", ""))
        return {chosen: own.get(chosen, 0)}
    return (_by_place if param in PLACES else _by_tie)(others)[param]


def _choices(param: str, tally: Mapping[str, int], chosen: Thing | None) -> list[Choice]:
    """By name; the one in use is there even when nothing answers."""
    numbers = {key: number for key, number in tally.items() if key}
    if chosen is not None:
        numbers.setdefault(str(chosen.pk), 0)
    things = [*THINGS[param].filter(pk__in=list(numbers))] if numbers else []
    choices = [Choice(CHOSEN[param].write(thing), _label(thing), numbers[str(thing.pk)]) for thing in things]
    return sorted(choices, key=lambda choice: fold(choice.label))


def _label(thing: Thing) -> str:
    """A name, and the department's code where names are shared."""
    if isinstance(thing, Commune | Theme):
        return thing.label
    if isinstance(thing, Qpv):
        return f"{thing.name} ({thing.department_id})"
    return f"{thing.name} ({thing.code})" if isinstance(thing, Department) else thing.name


def _by_place(filters: Filters) -> Tally:
    """One query. Signatories without an official commune count under the empty key."""

    def count() -> Tally:
        places = answering(filters).order_by().values_list("region_id", "department_id", "commune_id")
        tally: dict[str, Counter[str]] = {param: Counter() for param in PLACES}
        for *keys, number in places.annotate(Count("pk")):
            for param, key in zip(PLACES, keys, strict=True):
                tally[param][str(key or "")] += number
        return {**tally}

    return pages.kept(PAGES, f"places{filters.as_query()}", count, worth=_broad)


def _by_tie(filters: Filters) -> Tally:
    """By neighbourhood, network and theme; one query."""

    def count() -> Tally:
        entries = answering(filters).order_by()
        terms = (
            DirectoryTerm.objects.filter(entry__in=entries.values("pk")) if filters.any else DirectoryTerm.objects
        )
        tally: dict[str, dict[str, int]] = {param: {} for param in KIND_PARAMS.values()}
        for kind, value, number in terms.values_list("kind", "value").annotate(Count("pk")):
            tally[KIND_PARAMS[kind]][value] = number
        return {**tally}

    return pages.kept(PAGES, f"ties{filters.as_query()}", count, worth=_broad)


def _broad(tally: Tally) -> bool:
    return any(sum(numbers.values()) >= BROAD for numbers in tally.values())
