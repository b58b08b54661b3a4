"""What the list of signatories shows: a page of an answer, its counts, its map, and what to loosen."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse

from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.exports import Column
from qpv_charter.toolkit.search import words
from signatories.directory.finding.addresses import LIST, MAP, TABLE, VIEWS, Place
from signatories.directory.finding.facets import LABELS, NEAR, Choice, Counts, counts
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import answering, how_many
from signatories.directory.models import DirectoryEntry
from signatories.directory.queries import shown
from signatories.directory.rows import Row, complete, picked, row_of
from signatories.territories.models import Department

PAGE = 50  # rows
EVERYTHING = {
    "region": "Toutes les régions",
    "departement": "Tous les départements",
    "commune": "Toutes les communes",
    "qpv": "Tous les quartiers",
    "reseau": "Tous les réseaux",
    "theme": "Tous les thèmes",
}
# The table's columns, as files declare them, each with what `tri` calls its order ("": none).
TABULAR = {
    "nom": "nom",
    "commune": "commune",
    "departement": "departement",
    "signee_le": "depuis",
    "quartiers": "",
}


@dataclass(frozen=True)
class Link:
    """Where a link leads; `count`, when given, is how many signatories it would show."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Select:
    """A filter to choose a value of; `everything` is what choosing none is called."""

    param: str
    label: str
    everything: str
    chosen: str
    choices: list[Choice]


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


@dataclass(frozen=True)
class Listing:
    """A page of the directory, read as a list of `entries`, a table of `lines` or a `map`."""

    place: Place
    counts: Counts
    entries: list[DirectoryEntry]
    lines: list[Line]
    map: tilemap.TileMap | None
    loosenings: list[Link]

    @property
    def facets(self) -> list[Select]:
        """The filters to choose from, each with the one in use."""
        asked = self.place.filters.values()
        return [
            Select(facet.param, facet.label, EVERYTHING[facet.param], asked.get(facet.param, ""), facet.choices)
            for facet in self.counts.facets
        ]

    @property
    def near(self) -> bool:
        """Whether communes and neighbourhoods are among them."""
        return any(facet.param in NEAR for facet in self.counts.facets)

    @property
    def pages(self) -> int:
        return max(1, -(-self.counts.total // PAGE)) if self.place.view != MAP else 1

    @property
    def previous(self) -> str:
        return self.place.href(page=self.place.page - 1) if self.place.page > 1 else ""

    @property
    def next(self) -> str:
        return self.place.href(page=self.place.page + 1) if self.place.page < self.pages else ""

    @property
    def removals(self) -> list[Link]:
        """One link for each filter in use, to the same place without it."""
        filters = self.place.filters
        return [
            Link(_said(filters, param), self.place.href(filters=filters.without(param)))
            for param in filters.values()
        ]

    @property
    def views(self) -> list[Link]:
        """The three readings of the same answer."""
        return [
            Link(label, self.place.href(view=view), current=view == self.place.view)
            for view, label in VIEWS.items()
        ]

    @property
    def headers(self) -> list[Header]:
        columns = zip(picked(*TABULAR), TABULAR.values(), strict=True)
        return [self._header(column, sort) if sort else Header(column) for column, sort in columns]

    def _header(self, column: Column, sort: str) -> Header:
        """A column in use turns round; another begins from its start."""
        if self.place.sort == sort:
            return Header(column, self.place.href(sort=f"-{sort}"), "ascending")
        direction = "descending" if self.place.sort == f"-{sort}" else "none"
        return Header(column, self.place.href(sort=sort), direction)


def listing(place: Place) -> Listing:
    """Everything a page of the directory shows, in as many queries for one row as for fifty."""
    counted = counts(place.filters)
    return Listing(
        place=place,
        counts=counted,
        entries=_entries(place) if place.view == LIST and counted.total else [],
        lines=_lines(place) if place.view == TABLE and counted.total else [],
        map=_map(place, counted) if place.view == MAP else None,
        loosenings=[] if counted.total else _loosenings(place),
    )


def _entries(place: Place) -> list[DirectoryEntry]:
    return _in_order(_ranked(place), shown(DirectoryEntry.objects.all()))


def _lines(place: Place) -> list[Line]:
    entries = _in_order(_ranked(place), complete(shown(DirectoryEntry.objects.all())))
    return [Line(row_of(entry), reverse("directory:detail", args=[entry.slug])) for entry in entries]


def _ranked(place: Place) -> list[int]:
    """The keys of a page of rows; ranked alone, since sorting whole rows of a broad answer is slow."""
    ranked = answering(place.filters)
    ranked = ranked.order_by(*place.order()) if place.sort else ranked
    return list(ranked.values_list("pk", flat=True)[(place.page - 1) * PAGE : place.page * PAGE])


def _in_order(keys: list[int], entries: QuerySet[DirectoryEntry]) -> list[DirectoryEntry]:
    rows = entries.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _map(place: Place, counted: Counts) -> tilemap.TileMap:
    """The answer by department, whatever department is asked; a tile adds its department to the filters."""
    names = dict(Department.objects.values_list("code", "name"))
    elsewhere = place.href(filters=place.filters.without("departement"), view=LIST)
    joint = "&" if "?" in elsewhere else "?"
    href = elsewhere.replace("{", "{{").replace("}", "}}") + joint + "departement={code}"
    return tilemap.draw(counted.by_department, names, href=href)


def _loosenings(place: Place) -> list[Link]:
    """What asking less would give, where it gives something: without one filter, or one word only."""
    filters = place.filters
    looser = [(f"sans {_said(filters, param)}", filters.without(param)) for param in filters.values()]
    several = words(filters.q)[1:]
    if several:
        looser += [
            (f"avec le seul mot «\u202f{word}\u202f»", replace(filters, q=word)) for word in words(filters.q)
        ]
    links = [Link(label, place.href(filters=less), count=how_many(less)) for label, less in looser]
    return sorted((link for link in links if link.count), key=lambda link: link.count or 0)


def _said(filters: Filters, param: str) -> str:
    """A filter in words: "la recherche « amis »", "Région : Bretagne"."""
    if param == "q":
        return f"la recherche «\u202f{filters.q}\u202f»"
    return f"{LABELS[param]}\u202f: {filters.thing(param)}"
