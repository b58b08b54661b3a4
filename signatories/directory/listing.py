"""What the list of signatories shows: a page of an answer, its counts, its map, and what to loosen."""

from dataclasses import dataclass, replace

from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.search import words
from signatories.directory.addresses import LIST, MAP, SORTS, VIEWS, Place
from signatories.directory.facets import LABELS, NEAR, Choice, Counts, counts
from signatories.directory.filters import Filters
from signatories.directory.models import DirectoryEntry
from signatories.directory.queries import answering, shown
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
HEADERS = {"nom": "Association", "commune": "Commune", "departement": "Département", "depuis": "Signataire depuis"}


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
    """The head of a column: `direction` is what aria-sort says of it."""

    label: str
    href: str
    direction: str


@dataclass(frozen=True)
class Listing:
    """A page of the directory. `map` is there only when it is what is looked at."""

    place: Place
    counts: Counts
    entries: list[DirectoryEntry]
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
        return [self._header(sort) for sort in SORTS]

    def _header(self, sort: str) -> Header:
        """A column in use turns round; another begins from its start."""
        if self.place.sort == sort:
            return Header(HEADERS[sort], self.place.href(sort=f"-{sort}"), "ascending")
        direction = "descending" if self.place.sort == f"-{sort}" else "none"
        return Header(HEADERS[sort], self.place.href(sort=sort), direction)


def listing(place: Place) -> Listing:
    """Everything a page of the directory shows, in as many queries for one row as for fifty."""
    counted = counts(place.filters)
    on_map = place.view == MAP
    return Listing(
        place=place,
        counts=counted,
        entries=[] if on_map or not counted.total else _rows(place),
        map=_map(place, counted) if on_map else None,
        loosenings=[] if counted.total else _loosenings(place),
    )


def _rows(place: Place) -> list[DirectoryEntry]:
    """A page of rows; ranked by their keys alone, since sorting whole rows of a broad answer is slow."""
    ranked = answering(place.filters)
    ranked = ranked.order_by(*place.order()) if place.sort else ranked
    keys = list(ranked.values_list("pk", flat=True)[(place.page - 1) * PAGE : place.page * PAGE])
    rows = shown(DirectoryEntry.objects.filter(pk__in=keys)).in_bulk()
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
    links = [
        Link(label, place.href(filters=less), count=answering(less).order_by().count()) for label, less in looser
    ]
    return sorted((link for link in links if link.count), key=lambda link: link.count or 0)


def _said(filters: Filters, param: str) -> str:
    """A filter in words: "la recherche « amis »", "Région : Bretagne"."""
    if param == "q":
        return f"la recherche «\u202f{filters.q}\u202f»"
    return f"{LABELS[param]}\u202f: {filters.thing(param)}"
