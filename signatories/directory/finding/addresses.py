"""Where in the directory one is: what is asked, how it is shown, which page; and the links that lead elsewhere."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from signatories.directory.finding.filters import PARAMS, Filters, read_filters, typed

LIST, TABLE, MAP = "liste", "tableau", "carte"
VIEWS = {LIST: "Liste", TABLE: "Tableau", MAP: "Carte"}
# What a column is sorted by; the second key settles what the first leaves equal.
SORTS = {
    "nom": ("sort_key", "slug"),
    "commune": ("place_key", "sort_key", "slug"),
    "departement": ("department_id", "sort_key", "slug"),
    "depuis": ("signed_on", "sort_key", "slug"),
}
ASKED = {*PARAMS, "vue", "tri", "page"}
MOST_DIGITS = 6  # of a page's number: fifty million signatories


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address of the directory. `sort` is a key of SORTS, "-" before it to begin from the end, or ""."""

    filters: Filters
    view: str = LIST
    sort: str = ""
    page: int = 1

    def href(
        self,
        *,
        filters: Filters | None = None,
        view: str | None = None,
        sort: str | None = None,
        page: int = 1,
    ) -> str:
        """The canonical address of this place, or of one that differs by what is given."""
        wanted = self.filters if filters is None else filters
        how = _how(self.view if view is None else view, self.sort if sort is None else sort, page)
        return reverse("directory:list") + wanted.as_query(**how)

    def order(self) -> tuple[str, ...]:
        """What the rows are sorted by; nothing for the best answers first."""
        if not self.sort:
            return ()
        first, *others = SORTS[self.sort.lstrip("-")]
        return (f"-{first}" if self.sort.startswith("-") else first, *others)


def read_place(asked: QueryDict) -> Place:
    """The place an address leads to; never fails."""
    return Place(filters=read_filters(asked), view=_view(asked), sort=_sort(asked), page=_page(asked))


def tidy(asked: QueryDict) -> str:
    """The query string without what is empty, unknown or repeated, in one order; "" when nothing is left."""
    if not asked:
        return ""
    return urlencode({**typed(asked), **_how(_view(asked), _sort(asked), _page(asked))})


def kept_key(request: HttpRequest) -> str:
    """What a kept page depends on: what is asked, in one order, whatever else the address holds."""
    return tidy(request.GET)


def _how(view: str, sort: str, page: int) -> dict[str, str | int]:
    """What is not as usual; the map has neither order nor pages."""
    on_map = view == MAP
    unusual: dict[str, str | int] = {}
    if view != LIST:
        unusual["vue"] = view
    if sort and not on_map:
        unusual["tri"] = sort
    if page > 1 and not on_map:
        unusual["page"] = page
    return unusual


def _view(asked: QueryDict) -> str:
    view = asked.get("vue", "")
    return view if view in VIEWS else LIST


def _sort(asked: QueryDict) -> str:
    sort = asked.get("tri", "")
    return sort if sort.removeprefix("-") in SORTS else ""


def _page(asked: QueryDict) -> int:
    number = asked.get("page", "")
    if not (number.isascii() and number.isdigit()):
        return 1
    return int(number.lstrip("0")[:MOST_DIGITS] or 1)
