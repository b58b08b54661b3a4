"""What the territory pages read: who signed, and where nobody has yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from signatories.directory.finding.addresses import Place
from signatories.directory.finding.filters import Filters
from signatories.directory.models import DirectoryEntry, DirectoryTerm
from signatories.directory.queries import with_cards
from signatories.organisations.models import Organisation
from signatories.territories.models import Commune, Department, Qpv, Zone
from signatories.territories.neighbours import neighbours
from signatories.territories.readers.rows import qpv_department

SHOWN = 50  # signatories on a territory's page; the directory has them all
OVERSEAS = "Outre-mer"
UNINHABITED = ("984", "989")  # Terres australes et antarctiques françaises, Clipperton


@dataclass(frozen=True)
class DepartmentLine:
    department: Department
    signatories: int
    neighbourhoods: int


@dataclass(frozen=True)
class NeighbourhoodLine:
    qpv: Qpv
    signatories: int


@dataclass(frozen=True)
class RegionLines:
    """A region, or all that is overseas: its departments where somebody `signed`, and the `silent` others."""

    name: str
    signed: list[DepartmentLine]
    silent: list[DepartmentLine]

    @property
    def signatories(self) -> int:
        return sum(line.signatories for line in self.signed)


@dataclass(frozen=True)
class Some:
    """The first of a list of signatories, and how many there are in all."""

    entries: list[DirectoryEntry]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.entries)


@dataclass(frozen=True)
class DepartmentPage:
    """`seated` have their seat in the department, `acting` work there from elsewhere; `directory` is where
    all of the former are."""

    seated: Some
    acting: Some
    reached: list[NeighbourhoodLine]
    unreached: list[NeighbourhoodLine]
    neighbours: list[DepartmentLine]
    directory: str


def signatories_by_department(codes: Iterable[str] | None = None) -> dict[str, int]:
    """How many published signatories have their seat in each department, or in those given; one query."""
    entries = DirectoryEntry.objects.exclude(department=None)
    entries = entries if codes is None else entries.filter(department__in=codes)
    return dict(entries.order_by().values_list("department_id").annotate(Count("pk")))


def regions(signatories: dict[str, int]) -> list[RegionLines]:
    """Every inhabited department by region, those where somebody signed first, each in alphabetical order, and all
    that is overseas under one name; two queries."""
    neighbourhoods = dict(Qpv.objects.of_2024().order_by().values_list("department_id").annotate(Count("pk")))
    departments = Department.objects.exclude(code__in=UNINHABITED).select_related("region")
    found: dict[str, RegionLines] = {}
    for each in departments.order_by("region__search_text", "region_id", "search_text"):
        name = each.region.name if each.zone == Zone.METROPOLE else OVERSEAS
        region = found.setdefault(name, RegionLines(name, [], []))
        line = DepartmentLine(each, signatories.get(each.code, 0), neighbourhoods.get(each.code, 0))
        (region.signed if line.signatories else region.silent).append(line)
    return sorted(found.values(), key=lambda region: (not region.signed, region.name == OVERSEAS))


def department_page(where: Department) -> DepartmentPage:
    """Who signed in a department and which of its neighbourhoods have nobody yet; eleven queries."""
    lines = neighbourhood_lines(Qpv.objects.of_2024().filter(department=where))
    seated, acting = _each(where.directory_entries.all(), _acting(where))
    return DepartmentPage(
        seated=seated,
        acting=acting,
        reached=[line for line in lines if line.signatories],
        unreached=[line for line in lines if not line.signatories],
        neighbours=_neighbours(where),
        directory=Place(filters=Filters(department=where)).href(),
    )


def neighbourhood_lines(qpvs: QuerySet[Qpv]) -> list[NeighbourhoodLine]:
    """Neighbourhoods with their communes and how many signatories act there; three queries."""
    found = list(qpvs.prefetch_related(_communes()))
    terms = DirectoryTerm.objects.filter(kind=DirectoryTerm.Kind.QPV, value__in=[qpv.pk for qpv in found])
    signatories = dict(terms.values_list("value").annotate(Count("pk")))
    return [NeighbourhoodLine(qpv, signatories.get(qpv.pk, 0)) for qpv in found]


def neighbourhoods_reached() -> QuerySet[Qpv]:
    """Neighbourhoods of today's list where a published signatory said it acts."""
    terms = DirectoryTerm.objects.filter(kind=DirectoryTerm.Kind.QPV)
    return Qpv.objects.of_2024().filter(pk__in=terms.values("value"))


def some(entries: QuerySet[DirectoryEntry]) -> Some:
    """Four queries."""
    return _each(entries)[0]


def _each(*lists: QuerySet[DirectoryEntry]) -> list[Some]:
    """The first of each of these lists, ready to be drawn; two queries a list, and two."""
    found = []
    for entries in lists:
        first = entries.select_related("commune", "organisation").order_by("sort_key", "slug")[:SHOWN]
        found.append(Some(list(first), entries.count()))
    with_cards([entry for some in found for entry in some.entries])
    return found


def _acting(where: Department) -> QuerySet[DirectoryEntry]:
    """Those that said they act there, and have their seat elsewhere."""
    ties: tuple[QuerySet[Any], ...] = (
        Organisation.qpvs.through.objects.filter(qpv__department=where),
        Organisation.action_communes.through.objects.filter(commune__department=where),
        Organisation.action_departments.through.objects.filter(department=where),
    )
    first, *others = (each.order_by().values("organisation") for each in ties)
    # A union: "either … or …" would read the whole directory.
    return DirectoryEntry.objects.filter(organisation__in=first.union(*others)).exclude(department=where)


def _neighbours(where: Department) -> list[DepartmentLine]:
    around = neighbours(where.code)
    signed = signatories_by_department(around)
    found = Department.objects.filter(code__in=around).order_by("search_text")
    return [DepartmentLine(each, signed.get(each.code, 0), 0) for each in found]


def neighbourhood(code: str) -> Qpv | None:
    """A neighbourhood of either list with its communes, predecessors and successors (four queries)."""
    related = ("predecessors", "successors")
    found = Qpv.objects.select_related("department").prefetch_related(_communes(), *related)
    return found.filter(code=code.upper()).first()


def department_of_neighbourhood(code: str) -> Department | None:
    """The department that a neighbourhood's code names, even if the neighbourhood is not known here."""
    return Department.objects.filter(code=qpv_department(code)).first()


def acting_in(qpv: Qpv) -> Some:
    """Published signatories that said they act in a neighbourhood, or in one it follows; two queries."""
    return some(DirectoryEntry.objects.tied_to(qpv))


def others_nearby(qpv: Qpv) -> list[NeighbourhoodLine]:
    """The other neighbourhoods of today in the same communes; three queries."""
    communes = Commune.objects.filter(qpvs=qpv)
    return neighbourhood_lines(Qpv.objects.of_2024().filter(communes__in=communes).exclude(pk=qpv.pk).distinct())


def _communes() -> Prefetch[str, QuerySet[Commune], str]:
    return Prefetch("communes", Commune.objects.order_by("search_text"))
