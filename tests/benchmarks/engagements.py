"""Needs, calls and gatherings, few and many: their lists and pages against an empty view, and against themselves.

`made` is a page that nobody asked for since it changed, in process; `share`, the visitors' kept page over HTTP,
in requests per second over those of an empty view behind the same middleware, and the directory's stands among
them to compare with. What is searched for is not kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.consultations import queries as calls
from engagements.consultations.lists import Calls
from engagements.consultations.models import Call
from engagements.needs import queries as needs
from engagements.needs.lists import Needs
from engagements.needs.models import Need
from engagements.participation.lists import Gatherings
from engagements.participation.models import Gathering
from qpv_charter.toolkit.lists import Place
from signatories.people.actors import Actor
from tests.benchmarks.directory import shares_of, time_made, whole
from tests.benchmarks.lived import MEASURED, Size

FEW, MANY = Size(needs=500, calls=100, gatherings=200), Size(needs=50_000, calls=5_000, gatherings=20_000)
ROUNDS = 9
KEPT_IN = "django_cache"  # asked for the version of a page, then believed for a moment
NARROW = 1000  # answers: one of fewer may cost three times what it cost among few, not more


@dataclass(frozen=True)
class Asked:
    name: str
    path: str
    kept: bool = True


ASKED = (
    Asked("needs", "/besoins/"),
    Asked("needs, page 4", "/besoins/?page=4"),
    Asked("needs of a department", "/besoins/?departement=93"),
    Asked("needs of a neighbourhood", f"/besoins/?qpv={MEASURED}"),
    Asked("needs of a theme", "/besoins/?theme=sante"),
    Asked("needs answered", "/besoins/?etat=answered"),
    Asked("calls", "/concertations/"),
    Asked("calls of a department", "/concertations/?departement=93"),
    Asked("tenders", "/concertations/?type=offres"),
    Asked("calls that are over", "/concertations/?etat=termine"),
    Asked("calls, feed", "/concertations/appels.atom", kept=False),
    Asked("calls, calendar", "/concertations/appels.ics?departement=93", kept=False),
    Asked("gatherings", "/rencontres/"),
    Asked("gatherings, past", "/rencontres/?quand=passees"),
    Asked("gatherings, a word", "/rencontres/?q=parents", kept=False),
    Asked("gatherings of a neighbourhood", f"/rencontres/?qpv={MEASURED}"),
    Asked("gatherings, calendar", f"/rencontres/quartier/{MEASURED}.ics", kept=False),
    Asked("directory, to compare", "/signataires/"),
    Asked("page of a neighbourhood", f"/quartiers/{MEASURED}/"),
    Asked("page of a department", "/territoires/93/"),
)
# The rows that each list narrows, as its view asks for them.
ROWS: dict[str, tuple[type[Place[Any]], Callable[[Any], Any]]] = {
    "/besoins/": (Needs, lambda _: needs.needs(Actor())),
    "/concertations/": (Calls, lambda filters: calls.calls(Actor(), asked=filters)),
    "/rencontres/": (Gatherings, lambda _: Gathering.objects.visible_to(Actor())),
}


@dataclass(frozen=True)
class EngagementsRow:
    """`found`: rows that answer, of a list. `share`: requests per second over the empty view's. `made`:
    milliseconds."""

    needs: int
    name: str
    found: int | None
    share: float | None
    made: float
    queries: int


def measure(port: int, size: Size) -> list[EngagementsRow]:
    """Every address, the database holding that many."""
    pages = [Asked(f"a {model._meta.model_name}", _one(model)) for model in (Need, Call, Gathering)]
    return [_measure_one(port, size, asked) for asked in (*ASKED, *pages)]


def _one(model: type[Need | Call | Gathering]) -> str:
    """The page of one that anyone may read, in the neighbourhood that is measured."""
    return str(model.objects.visible_to(Actor()).filter(qpvs=MEASURED)[0].get_absolute_url())


def _measure_one(port: int, size: Size, asked: Asked) -> EngagementsRow:
    client = Client()
    made = min(time_made(client, asked.path) for _ in range(ROUNDS))  # few and many are minutes apart
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        answer = whole(client, asked.path)
    share = shares_of(port, asked.path, answer["ETag"])[0] if asked.kept else None
    return EngagementsRow(
        needs=size.needs,
        name=asked.name,
        found=_found(asked.path),
        share=share,
        made=made,
        queries=sum(KEPT_IN not in query["sql"] for query in captured.captured_queries),
    )


def _found(path: str) -> int | None:
    url = urlsplit(path)
    if url.path not in ROWS:
        return None
    place, rows = ROWS[url.path]
    filters = place.read(QueryDict(url.query)).filters
    return int(filters.narrow(rows(filters)).count())


def growth(rows: Sequence[EngagementsRow]) -> dict[tuple[int, str], float]:
    """Milliseconds over those of the same address among the fewest."""
    first = {row.name: row.made for row in rows if row.needs == min(each.needs for each in rows)}
    return {(row.needs, row.name): row.made / first[row.name] for row in rows}


def other_queries(rows: Sequence[EngagementsRow]) -> list[str]:
    """The addresses that ask the database more, or less, among many than among few."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        asked.setdefault(row.name, set()).add(row.queries)
    return [name for name, numbers in asked.items() if len(numbers) > 1]
