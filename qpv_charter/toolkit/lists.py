"""Lists that one narrows, orders and leafs through: a place (an address of the list), what it shows, where its
links lead. Every link keeps what the address asks, but for what the link says.

`components/` draws what a Listing holds; `qpv_charter.toolkit.filters` says what may be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, Self, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from qpv_charter.toolkit.filters import Filters, Param
from qpv_charter.toolkit.pages import Key, Query

P = ParamSpec("P")
F = TypeVar("F", bound=Filters)
Row = TypeVar("Row")
ModelRow = TypeVar("ModelRow", bound=Model)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
READING, ORDER, PAGE = "vue", "tri", "page"  # how an answer is shown, beside what is asked
MOST_DIGITS = 6  # of a page's number: fifty million rows, fifty a page


@dataclass(frozen=True)
class Link:
    """Where a link leads; `count`, when given, is how many rows it would show."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Question:
    """A filter as a form draws it, and what is asked of it."""

    param: Param
    value: str


@dataclass(frozen=True, kw_only=True)
class Place(Generic[F]):
    """An address of a list: what is asked, in which reading and order, which page.

    `sort` is a key of `orders`, "-" before it to begin from the end, or "" for the list's own order. `view` is a
    key of `readings`, or "" for the usual one, which is the first."""

    asks: ClassVar[type[Filters]]
    route: ClassVar[str]
    size: ClassVar[int] = 50  # rows of a page
    counted: ClassVar[tuple[str, str]]  # what the rows are, one and several
    nothing: ClassVar[str]  # when no row answers
    everything: ClassVar[str]  # the link to the list asked nothing
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    readings: ClassVar[Mapping[str, str]] = {}
    whole: ClassVar[frozenset[str]] = frozenset()  # readings that show everything: neither order nor pages

    filters: F
    view: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """The place an address leads to; never fails."""
        filters = cast("F", cls.asks.read(asked))
        return cls(filters=filters, view=cls._view(asked), sort=cls._sort(asked), page=_page(asked))

    @classmethod
    def tidy(cls, asked: QueryDict) -> str:
        """The query string without what is empty, unknown or repeated, in one order; "" when nothing is left."""
        if not asked:
            return ""
        return urlencode({**cls.asks.typed(asked), **cls._how(cls._view(asked), cls._sort(asked), _page(asked))})

    @classmethod
    def is_loose(cls, asked: QueryDict) -> bool:
        """Whether it holds fields of the form that nobody filled in."""
        empty = [name for name, value in asked.items() if not value]
        return bool(empty) and not cls.known().isdisjoint(empty)

    @classmethod
    def known(cls) -> set[str]:
        """Every parameter that its address may hold."""
        return {*cls.asks.declared(), READING, ORDER, PAGE}

    def href(
        self, *, filters: F | None = None, view: str | None = None, sort: str | None = None, page: int = 1
    ) -> str:
        """The canonical address of this place, or of one that differs by what is given."""
        wanted = self.filters if filters is None else filters
        how = self._how(self.view if view is None else view, self.sort if sort is None else sort, page)
        return reverse(self.route) + wanted.as_query(**how)

    def order(self) -> tuple[str, ...]:
        """What the rows are sorted by; nothing for the list's own order."""
        if not self.sort:
            return ()
        first, *others = self.orders[self.sort.lstrip("-")]
        return (f"-{first}" if self.sort.startswith("-") else first, *others)

    @property
    def sorted_by(self) -> str:
        """What the rows are sorted by, as `sort` says it; a list's own order may be one of `orders`."""
        return self.sort

    def turned(self, sort: str) -> tuple[str, str]:
        """Where the head of a column leads, and what aria-sort says of it: one in use turns round, another begins
        from its start."""
        if self.sorted_by == sort:
            return self.href(sort=f"-{sort}"), "ascending"
        return self.href(sort=sort), "descending" if self.sorted_by == f"-{sort}" else "none"

    @classmethod
    def _how(cls, view: str, sort: str, page: int) -> dict[str, str | int]:
        """What is not as usual."""
        on_pages = view not in cls.whole
        unusual: dict[str, str | int] = {READING: view} if view else {}
        if sort and on_pages:
            unusual[ORDER] = sort
        if page > 1 and on_pages:
            unusual[PAGE] = page
        return unusual

    @classmethod
    def _view(cls, asked: QueryDict) -> str:
        view = asked.get(READING, "")
        return view if view in [*cls.readings][1:] else ""

    @classmethod
    def _sort(cls, asked: QueryDict) -> str:
        sort = asked.get(ORDER, "")
        return sort if sort.removeprefix("-") in cls.orders else ""


def _page(asked: QueryDict) -> int:
    number = asked.get(PAGE, "")
    if not (number.isascii() and number.isdigit()):
        return 1
    return int(number.lstrip("0")[:MOST_DIGITS] or 1)


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[F, Row]):
    """A page of an answer: `total` rows answer, `rows` are those of this page."""

    place: Place[F]
    total: int
    rows: Sequence[Row]
    loosenings: Sequence[Link] = ()  # when nothing answers: what asking less would give

    @property
    def filters(self) -> F:
        return self.place.filters

    @property
    def pages(self) -> int:
        return 1 if self.place.view in self.place.whole else max(1, -(-self.total // self.place.size))

    @property
    def previous(self) -> str:
        return self.place.href(page=self.place.page - 1) if self.place.page > 1 else ""

    @property
    def next(self) -> str:
        return self.place.href(page=self.place.page + 1) if self.place.page < self.pages else ""

    @property
    def home(self) -> str:
        """The same list, asked nothing."""
        return reverse(self.place.route)

    @property
    def removals(self) -> list[Link]:
        """One link for each filter in use, to the same place without it."""
        asked = self.place.filters
        return [Link(asked.said(name), self.place.href(filters=asked.without(name))) for name in asked.values()]

    @property
    def views(self) -> list[Link]:
        """The readings of the same answer."""
        views = ["", *[*self.place.readings][1:]]
        labels = self.place.readings.values()
        return [
            Link(label, self.place.href(view=view), current=view == self.place.view)
            for view, label in zip(views, labels, strict=True)
        ]

    @property
    def questions(self) -> list[Question]:
        """The filters that its form draws: words to type, or one of a few values to choose."""
        drawn = [each.param for each in self.filters.declared().values() if each.param.drawn]
        return [Question(one, self.filters.get(one.name)) for one in drawn]

    @property
    def kept(self) -> dict[str, str]:
        """What the form carries along unseen, so that asking anew loses nothing: other filters, reading, order."""
        drawn = {question.param.name for question in self.questions}
        others = {name: value for name, value in self.filters.values().items() if name not in drawn}
        return others | self.how

    @property
    def how(self) -> dict[str, str]:
        """Its reading and its order, where they are not as usual."""
        asked = {READING: self.place.view, ORDER: self.place.sort}
        return {name: value for name, value in asked.items() if value}


def listing(place: Place[F], rows: QuerySet[ModelRow]) -> Listing[F, ModelRow]:
    """A page of the rows that answer (3 queries, and one for each link that asks less when nothing answers).

    Which rows are of the page is found first, then what is told of them: sorted with all that they lead to, every
    row that answers would be read whole."""
    answer = place.filters.narrow(rows)
    total = answer.count()
    if sort := place.order():
        answer = answer.order_by(*sort)
    shown = _told(rows, answer[(place.page - 1) * place.size : place.page * place.size]) if total else []
    looser = [] if total else loosenings(place, lambda less: less.narrow(rows).count())
    return Listing(place=place, total=total, rows=shown, loosenings=looser)


def _told(rows: QuerySet[ModelRow], page: QuerySet[ModelRow]) -> list[ModelRow]:
    keys = [*page.values_list("pk", flat=True)]
    told = rows.order_by().in_bulk(keys)
    return [told[key] for key in keys if key in told]


def loosenings(place: Place[F], how_many: Callable[[F], int]) -> list[Link]:
    """What asking less would give, where it gives something, the least first."""
    links = [Link(label, place.href(filters=less), count=how_many(less)) for label, less in place.filters.looser()]
    return sorted((link for link in links if link.count), key=lambda link: link.count or 0)


def show(request: HttpRequest, template: str, shown: Listing[Any, Any], **more: Any) -> HttpResponse:
    """The page, given `listing` and `filters`; a page beyond the last leads to the last."""
    if shown.place.page > shown.pages:
        return redirect(shown.place.href(page=shown.pages))
    return render(request, template, {"listing": shown, "filters": shown.filters, **more})


def tidied(place: type[Place[Any]]) -> Callable[[View[P]], View[P]]:
    """Leave out of the address the fields of the form that nobody filled in.

    A browser is led to the short address; htmx, which is answered at once, is told it."""

    def short(request: HttpRequest) -> str:
        query = place.tidy(request.GET)
        return f"{request.path}?{query}" if query else request.path

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def tidied_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if leads_elsewhere(place, request):
                return redirect(short(request))
            response = view(request, *args, **kwargs)
            if "HX-Request" in request.headers:
                response["HX-Push-Url"] = short(request)
            return response

        return tidied_view

    return decorate


def leads_elsewhere(place: type[Place[Any]], request: HttpRequest) -> bool:
    """Whether a browser asks with fields that nobody filled in, and is led to the short address."""
    if "HX-Request" in request.headers or request.method not in {"GET", "HEAD"}:
        return False
    return place.is_loose(request.GET)


def kept_key(place: type[Place[Any]]) -> Key:
    """What a kept list depends on: what is asked, in one order, whatever else the address holds; None for an
    address that leads to a shorter one."""

    def key(query: Query) -> str | None:
        return None if place.is_loose(query.asked) and not query.in_place else place.tidy(query.asked)

    return key
