"""What the printed list is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.pdf import STYLES, Document, compose
from qpv_charter.toolkit.text import fold
from signatories.directory.finding.queries import rows
from signatories.directory.rows import Row, picked
from signatories.directory.taking_away.statement import Statement

PRINTED = picked("nom", "commune", "quartiers", "signee_le")


@dataclass(frozen=True)
class DepartmentRows:
    """`code` is empty for those whose commune is not in the official list."""

    code: str
    name: str
    rows: list[Row]


@dataclass(frozen=True)
class RegionRows:
    name: str
    departments: list[DepartmentRows]

    @property
    def count(self) -> int:
        return sum(len(each.rows) for each in self.departments)


def list_document(said: Statement) -> Document:
    """The list by region and department, with totals; where there are several, contents and a map."""
    return printed(said, by_region(rows(said.filters)))


def printed(said: Statement, regions: list[RegionRows]) -> Document:
    """These signatories on paper."""
    departments = [department for region in regions for department in region.departments]
    context = {
        "said": said,
        "regions": regions,
        "columns": PRINTED,
        "total": sum(region.count for region in regions),
        "map": _map(departments) if len(departments) > 1 else None,
    }
    styles = (*STYLES, "css/pdf-list.css")
    return compose("signatories/directory/taking_away/list_pdf.html", context, styles=styles)


def _map(departments: list[DepartmentRows]) -> tilemap.TileMap:
    """Where they are; on paper no tile leads anywhere."""
    counts = {each.code: len(each.rows) for each in departments}
    return tilemap.draw(counts, {each.code: each.name for each in departments}, href="#d{code}")


def by_region(found: Iterable[Row]) -> list[RegionRows]:
    """Rows by region, department and name; unknown places last."""
    ordered = sorted(
        found,
        key=lambda row: (not row.region, fold(row.region), row.department_code, fold(row.name), row.page),
    )
    return [
        RegionRows(
            region, [DepartmentRows(code, name, list(of)) for (code, name), of in groupby(inside, _department)]
        )
        for region, inside in groupby(ordered, lambda row: row.region)
    ]


def _department(row: Row) -> tuple[str, str]:
    return row.department_code, row.department
