"""What the list of signatories shows: a page of an answer, its counts, its map, and what to loosen."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from qpv_charter.toolkit import lists, tilemap
from qpv_charter.toolkit.exports import Column
from signatories.directory.finding.addresses import MAP, TABLE, Place
from signatories.directory.finding.facets import NEAR, Counts, counts
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import answering, how_many
from signatories.directory.models import DirectoryEntry
from signatories.directory.queries import shown, with_cards
from signatories.directory.rows import Row, complete, picked, row_of
from signatories.territories.models import Department
from signatories.territories.queries import Found, places_like

MOST_PLACES = 6
# The table's columns, as files declare them, each with what `tri` calls its order ("": none).
TABULAR = {
    "nom": "nom",
    "commune": "commune",
    "departement": "departement",
    "signee_le": "depuis",
    "quartiers": "",
}


@dataclass(frozen=True)
class Header:
    """The head of a column: `direction` is what aria-sort says of it; no `href` where one does not sort by it."""

    column: Column
    href: str = ""
    direction: str = "none"


@dataclass(frozen=True)
class Line:
    """A row of the table, and the address of the signatory's page."""

    row: Row
    href: str


@dataclass(frozen=True, kw_only=True)
class Listing(lists.Listing[Filters, DirectoryEntry]):
    """A page of the directory, read as a list of `rows`, a table of `lines` or a `map`."""

    counts: Counts
    lines: list[Line]
    map: tilemap.TileMap | None
    places: list[Found]  # what a search that finds nobody may mean

    @property
    def near(self) -> bool:
        """Whether communes and neighbourhoods are among the filters to choose from."""
        return any(facet.param.name in NEAR for facet in self.counts.facets)

    @property
    def headers(self) -> list[Header]:
        columns = zip(picked(*TABULAR), TABULAR.values(), strict=True)
        return [self._header(column, sort) for column, sort in columns]

    def _header(self, column: Column, sort: str) -> Header:
        return Header(column, *self.place.turned(sort)) if sort else Header(column)


def listing(place: Place) -> Listing:
    """Everything a page of the directory shows, in as many queries for one row as for fifty."""
    counted = counts(place.filters)
    return Listing(
        place=place,
        total=counted.total,
        rows=_entries(place) if not place.view and counted.total else [],
        counts=counted,
        lines=_lines(place) if place.view == TABLE and counted.total else [],
        map=_map(place, counted) if place.view == MAP else None,
        loosenings=[] if counted.total else lists.loosenings(place, how_many),
        places=places_like(place.filters.q)[:MOST_PLACES] if place.filters.q and not counted.total else [],
    )


def _entries(place: Place) -> list[DirectoryEntry]:
    return with_cards(_in_order(_ranked(place), DirectoryEntry.objects.select_related("commune", "organisation")))


def _lines(place: Place) -> list[Line]:
    entries = _in_order(_ranked(place), complete(shown(DirectoryEntry.objects.all())))
    return [Line(row_of(entry), reverse("directory:detail", args=[entry.slug])) for entry in entries]


def _ranked(place: Place) -> list[int]:
    """The keys of a page of rows; ranked alone, since sorting whole rows of a broad answer is slow."""
    ranked = answering(place.filters)
    ranked = ranked.order_by(*place.order()) if place.sort else ranked
    return list(ranked.values_list("pk", flat=True)[(place.page - 1) * place.size : place.page * place.size])


def _in_order(keys: list[int], entries: QuerySet[DirectoryEntry]) -> list[DirectoryEntry]:
    rows = entries.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _map(place: Place, counted: Counts) -> tilemap.TileMap:
    """The answer by department, whatever department is asked; a tile adds its department to the filters."""
    names = dict(Department.objects.values_list("code", "name"))
    elsewhere = place.href(filters=place.filters.without("departement"), view="")
    joint = "&" if "?" in elsewhere else "?"
    href = elsewhere.replace("{", "{{").replace("}", "}}") + joint + "departement={code}"
    return tilemap.draw(counted.by_department, names, href=href)
