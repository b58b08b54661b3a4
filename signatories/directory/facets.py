"""How many signatories each choice of each filter would give, beside what the other filters ask."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Manager

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.text import fold
from signatories.directory.actions import PAGES
from signatories.directory.filters import Filters, Thing, value_of
from signatories.directory.models import DirectoryTerm
from signatories.directory.queries import answering
from signatories.organisations.models import Network, Theme
from signatories.territories.models import Commune, Department, Qpv, Region

FEW = 300  # signatories, below which their communes and neighbourhoods are few enough to choose from
BROAD = 1000  # signatories, from which counting again for each visitor would be slow
LABELS = {
    "region": "Région",
    "departement": "Département",
    "commune": "Commune",
    "qpv": "Quartier prioritaire",
    "reseau": "Réseau",
    "theme": "Thème",
}
NEAR = ("commune", "qpv")  # offered once the answer is small or one place is chosen: there are thousands
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
Tally = Mapping[str, Mapping[str, int]]  # by parameter, by primary key


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as an address names it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    param: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Counts:
    """`by_department` holds what the map draws: department codes and numbers, whatever department is asked."""

    total: int
    facets: list[Facet]
    by_department: dict[str, int]


def counts(filters: Filters) -> Counts:
    """Counts of an answer; those of broad answers are kept until a row of the directory changes.

    Eight queries at most, and two more for each filter in use."""
    key = f"facets{filters.as_query()}"
    return pages.kept(PAGES, key, lambda: _counts(filters), worth=lambda found: found.total >= BROAD)


def _counts(filters: Filters) -> Counts:
    tally = _tally(filters)
    total = sum(tally["region"].values())
    chosen = {param: filters.thing(param) for param in LABELS}
    used = [param for param in LABELS if chosen[param]]
    tallies = {**tally} | {param: _tally(filters.without(param))[param] for param in used}
    near = total <= FEW or any(chosen[param] for param in NEAR)
    return Counts(
        total=total,
        facets=[
            Facet(param, LABELS[param], _choices(param, tallies[param], chosen[param]))
            for param in LABELS
            if near or param not in NEAR
        ],
        by_department={code: number for code, number in tallies["departement"].items() if code},
    )


def _choices(param: str, tally: Mapping[str, int], chosen: Thing | None) -> list[Choice]:
    """By name; the one in use is there even when nothing answers."""
    numbers = {key: number for key, number in tally.items() if key}
    if chosen is not None:
        numbers.setdefault(str(chosen.pk), 0)
    things = [*THINGS[param].filter(pk__in=list(numbers))] if numbers else []
    choices = [Choice(value_of(thing), _label(thing), numbers[str(thing.pk)]) for thing in things]
    return sorted(choices, key=lambda choice: fold(choice.label))


def _label(thing: Thing) -> str:
    """A name, and the department's code where names are shared."""
    if isinstance(thing, Commune | Theme):
        return thing.label
    if isinstance(thing, Qpv):
        return f"{thing.name} ({thing.department_id})"
    return f"{thing.name} ({thing.code})" if isinstance(thing, Department) else thing.name


def _tally(filters: Filters) -> Tally:
    """Two queries. Signatories without an official commune count under the empty key."""
    entries = answering(filters).order_by()
    places = entries.values_list("region_id", "department_id", "commune_id").annotate(Count("pk"))
    tally: dict[str, Counter[str]] = {param: Counter() for param in LABELS}
    for region, department, commune, number in places:
        tally["region"][region or ""] += number
        tally["departement"][department or ""] += number
        tally["commune"][str(commune or "")] += number
    terms = DirectoryTerm.objects.filter(entry__in=entries.values("pk")) if filters.any else DirectoryTerm.objects
    for kind, value, number in terms.values_list("kind", "value").annotate(Count("pk")):
        tally[KIND_PARAMS[kind]][value] = number
    return tally
