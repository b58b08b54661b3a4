"""What the territory pages read: who signed, and where nobody has yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q, QuerySet

from signatories.directory.models import DirectoryEntry
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.readers.rows import qpv_department

UNINHABITED = ("984", "989")  # Terres australes et antarctiques françaises, Clipperton


@dataclass(frozen=True)
class DepartmentLine:
    department: Department
    signatories: int
    neighbourhoods: int


@dataclass(frozen=True)
class RegionLines:
    region: Region
    departments: list[DepartmentLine]


@dataclass(frozen=True)
class DepartmentPage:
    """`seated` have their seat in the department, `acting` work there from elsewhere."""

    seated: list[DirectoryEntry]
    acting: list[DirectoryEntry]
    reached: list[Qpv]
    unreached: list[Qpv]


def signatories_by_department() -> dict[str, int]:
    """How many published signatories have their seat in each department; one query."""
    rows = DirectoryEntry.objects.exclude(department=None).order_by().values_list("department_id")
    return dict(rows.annotate(Count("pk")))


def regions(signatories: dict[str, int]) -> list[RegionLines]:
    """Every inhabited department, by region, both in alphabetical order; two queries."""
    neighbourhoods = dict(Qpv.objects.of_2024().order_by().values_list("department_id").annotate(Count("pk")))
    departments = Department.objects.exclude(code__in=UNINHABITED).select_related("region")
    ordered = departments.order_by("region__search_text", "region_id", "search_text")
    return [
        RegionLines(
            region,
            [
                DepartmentLine(each, signatories.get(each.code, 0), neighbourhoods.get(each.code, 0))
                for each in those
            ],
        )
        for region, those in groupby(ordered, key=lambda department: department.region)
    ]


def department(code: str) -> Department | None:
    """A department by its code, whatever its case and its lost zero ("1", "2a")."""
    return Department.objects.select_related("region").filter(code=code.upper().zfill(2)).first()


def department_page(where: Department) -> DepartmentPage:
    """Who signed in a department and which of its neighbourhoods have nobody yet; six queries."""
    neighbourhoods = (
        Qpv.objects.of_2024()
        .filter(department=where)
        .annotate(signatories=Count("organisations__directory_entry", distinct=True))
        .prefetch_related(_communes())
    )
    there = (
        Q(organisation__qpvs__department=where)
        | Q(organisation__action_communes__department=where)
        | Q(organisation__action_departments=where)
    )
    return DepartmentPage(
        seated=list(_entries(where.directory_entries.all())),
        acting=list(_entries(DirectoryEntry.objects.filter(there).exclude(department=where).distinct())),
        reached=list(neighbourhoods.filter(signatories__gt=0)),
        unreached=list(neighbourhoods.filter(signatories=0)),
    )


def neighbourhood(code: str) -> Qpv | None:
    """A neighbourhood of either list with its communes, predecessors and successors (four queries)."""
    related = ("predecessors", "successors")
    found = Qpv.objects.select_related("department").prefetch_related(_communes(), *related)
    return found.filter(code=code.upper()).first()


def department_of_neighbourhood(code: str) -> Department | None:
    """The department that a neighbourhood's code names, even if the neighbourhood is not known here."""
    return Department.objects.filter(code=qpv_department(code)).first()


def acting_in(qpv: Qpv) -> list[DirectoryEntry]:
    """Published signatories that said they act in a neighbourhood."""
    return list(_entries(DirectoryEntry.objects.filter(organisation__qpvs=qpv)))


def _entries(entries: QuerySet[DirectoryEntry]) -> Iterable[DirectoryEntry]:
    return entries.select_related("commune").order_by("sort_key", "slug")


def _communes() -> Prefetch[str, QuerySet[Commune], str]:
    return Prefetch("communes", Commune.objects.order_by("search_text"))
