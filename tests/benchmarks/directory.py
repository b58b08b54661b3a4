"""The directory and its files at several sizes: against an empty view behind the same middleware, against Django's
own admin list of the same rows, and against themselves when there were fewer signatories.

`made` is a page that nobody asked for since the last publication, in process; `again` the same for somebody signed
in afterwards: the page is made again, broad counts are kept. `share` is the visitors' kept page, asked over HTTP.
Files are never kept: who has one already is told so (304)."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import answering
from tests.benchmarks.load import rate_of
from tests.factories import a_team_member
from tests.signin import team_browser

ROUNDS = 5
LONG = 3000  # milliseconds
SECONDS = 0.7
EMPTY = "/bench/empty/"
ADMIN = "/admin/signatories/directoryentry/"
NARROW = 1000  # signatories: an answer of fewer may cost three times what it cost among 160, not more


@dataclass(frozen=True)
class Asked:
    """An address, and what asks the same of Django's admin."""

    name: str
    path: str
    admin: str = ""
    kept: bool = True


LIST = "/signataires/"
FILE = "/signataires/signataires."
ASKED = (
    Asked("directory", LIST),
    Asked("directory, page 4", f"{LIST}?page=4"),
    Asked("table by commune", f"{LIST}?vue=tableau&tri=commune"),
    Asked("map", f"{LIST}?vue=carte"),
    Asked("search, a broad word", f"{LIST}?q=centre", "?q=centre"),
    Asked("search, two letters", f"{LIST}?q=de", "?q=de"),
    Asked("search, two rare words", f"{LIST}?q=denis+regie", "?q=denis+regie"),
    Asked("search, nothing found", f"{LIST}?q=zanzibar", "?q=zanzibar"),
    Asked("a large department", f"{LIST}?departement=93", "?department__code__exact=93"),
    Asked("a small department", f"{LIST}?departement=23", "?department__code__exact=23"),
    Asked("a neighbourhood", f"{LIST}?qpv=QN09303M"),
    Asked("network and theme", f"{LIST}?reseau=secours-catholique&theme=sante"),
    Asked("page of a department", "/territoires/93/"),
    Asked("page of a neighbourhood", "/quartiers/QN09303M/"),
    Asked("JSON, a page of 1,000", f"{FILE}json", kept=False),
    Asked("JSON, a department", f"{FILE}json?departement=93", kept=False),
    Asked("CSV, a department", f"{FILE}csv?departement=93", kept=False),
    Asked("CSV, everybody", f"{FILE}csv", kept=False),
)


@dataclass(frozen=True)
class DirectoryRow:
    """`found`: signatories that answer. `share`, `share_304`: requests per second over the empty view's.
    `made`, `again`: milliseconds; `admin`: Django's admin's milliseconds over `made`."""

    size: int
    name: str
    found: int | None
    share: float | None
    share_304: float
    made: float
    again: float
    admin: float
    queries: int


def measure(port: int, size: int) -> list[DirectoryRow]:
    """Every address, the database holding `size` signatories."""
    member = team_browser(a_team_member(email=f"bench-{size}@example.org"))
    admin = _admin(member)
    return [_measure_one(port, size, asked, member, admin) for asked in ASKED]


def _admin(browser: Client) -> Callable[[str], float]:
    """Milliseconds of the admin's list, each question once: at 100,000 rows one takes seconds."""
    times: dict[str, float] = {}

    def ask(query: str) -> float:
        if query not in times:
            times[query] = min(time_of(browser, ADMIN + query) for _ in range(2))
        return times[query]

    return ask


def _measure_one(
    port: int, size: int, asked: Asked, member: Client, admin: Callable[[str], float]
) -> DirectoryRow:
    client = Client()
    made = median_of(lambda: time_made(client, asked.path))
    again = median_of(lambda: time_of(member, asked.path))
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        etag = whole(client, asked.path)["ETag"]
    queries = len(captured)
    share, share_304 = shares_of(port, asked.path, etag, kept=asked.kept)
    return DirectoryRow(
        size=size,
        name=asked.name,
        found=_found(asked.path),
        share=share,
        share_304=share_304,
        made=made,
        again=again,
        admin=admin(asked.admin) / made,
        queries=queries,
    )


def shares_of(port: int, path: str, etag: str, *, kept: bool = True) -> tuple[float | None, float]:
    """Each measure between two of the empty view's, the medians of three rounds: machines are noisy."""
    rounds = []
    for _ in range(3):
        before = rate_of(port, EMPTY, seconds=SECONDS).per_second
        page = rate_of(port, path, seconds=SECONDS).per_second if kept else 0.0
        known = rate_of(port, path, seconds=SECONDS, etag=etag).per_second
        empty = (before + rate_of(port, EMPTY, seconds=SECONDS).per_second) / 2
        rounds.append((page / empty, known / empty))
    pages, knowns = zip(*rounds, strict=True)
    return statistics.median(pages) if kept else None, statistics.median(knowns)


def median_of(measure: Callable[[], float]) -> float:
    """Of a few rounds; of one, when it takes seconds."""
    times = [measure()]
    while len(times) < ROUNDS and sum(times) < LONG:
        times.append(measure())
    return statistics.median(times)


def time_made(client: Client, path: str) -> float:
    caches["pages"].clear()
    return time_of(client, path)


def time_of(client: Client, path: str) -> float:
    """Milliseconds until the last byte."""
    start = time.perf_counter()
    whole(client, path)
    return (time.perf_counter() - start) * 1000


def whole(client: Client, path: str) -> Any:
    """The answer, read to its end."""
    answer: Any = client.get(path, headers={"host": "127.0.0.1"})
    if answer.status_code != 200:
        message = f"{path} answered {answer.status_code}"
        raise RuntimeError(message)
    for _ in answer.streaming_content if answer.streaming else ():
        pass
    return answer


def _found(path: str) -> int | None:
    """How many signatories answer; None for the pages of territories."""
    url = urlsplit(path)
    if not url.path.startswith(LIST):
        return None
    return answering(Filters.read(QueryDict(url.query))).count()


def growth(rows: Sequence[DirectoryRow]) -> dict[tuple[int, str], float]:
    """Milliseconds over those of the same address among the fewest signatories."""
    first = {row.name: row.made for row in rows if row.size == min(each.size for each in rows)}
    return {(row.size, row.name): row.made / first[row.name] for row in rows}
