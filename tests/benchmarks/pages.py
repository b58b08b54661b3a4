"""Pages: requests per second against an empty view behind the same middleware, and against one without any;
queries; what a first visit weighs on the wire."""

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.load import rate_of, received

PAGES = ("/", "/charte/", "/signataires/", "/signataires/?q=centre", "/territoires/")
EMPTY = "/bench/empty/"
SECONDS = 0.3  # short and many: a machine that slows down slows all four alike
ROUNDS = 17
OK, NOT_MODIFIED = 200, 304
# What a browser fetches by itself; an address that it only links to is none of it.
_FETCHED = re.compile(
    rb'<(?:link(?![^>]+rel="(?:canonical|alternate|license)")[^>]+href|script[^>]+src|img[^>]+src)="([^"]+)"'
)
_IN_STYLES = re.compile(rb"url\(\"?([^)\"]+)\"?\)")


@dataclass(frozen=True)
class PageRow:
    """One page. Requests per second; `share` and `share_304` are divided by those of the empty view, `bare` by
    those of the empty view without middleware. `weight` is in bytes, headers included."""

    path: str
    per_second: float
    share: float
    share_304: float
    bare: float
    queries_cold: int
    queries_warm: int
    weight: int
    foreign: int


@dataclass(frozen=True)
class Empty:
    """Requests per second of the empty views."""

    with_middleware: float
    bare: float


def measure(port: int, bare_port: int) -> tuple[list[PageRow], Empty]:
    """Each page beside both empty views in each round, the medians: machines are noisy."""
    measured = [_measure_one(port, bare_port, path) for path in PAGES]
    rows, empties = zip(*measured, strict=True)
    middle = [statistics.median(getattr(empty, name) for empty in empties) for name in ("with_middleware", "bare")]
    return [*rows], Empty(*middle)


def _measure_one(port: int, bare_port: int, path: str) -> tuple[PageRow, Empty]:
    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="127.0.0.1")
    cold, warm = _queries(client, path), _queries(client, path)
    etag = client.get(path, headers={"accept-encoding": "br"})["ETag"]
    rounds = [_round(port, bare_port, path, etag) for _ in range(ROUNDS)]
    page, _, empty, bare = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    fetched = [*_fetched(port, path)]
    row = PageRow(
        path=path,
        per_second=page,
        share=statistics.median(one[0] / one[2] for one in rounds),
        share_304=statistics.median(one[1] / one[2] for one in rounds),
        bare=statistics.median(one[0] / one[3] for one in rounds),
        queries_cold=cold,
        queries_warm=warm,
        weight=sum(received(port, url).weight for url in fetched if not urlsplit(url).netloc),
        foreign=sum(bool(urlsplit(url).netloc) for url in fetched),
    )
    return row, Empty(empty, bare)


def _round(port: int, bare_port: int, path: str, etag: str) -> tuple[float, float, float, float]:
    """The page, the page that one has already, the empty view and the bare one, in one breath."""
    page, known = rate_of(port, path, seconds=SECONDS), rate_of(port, path, seconds=SECONDS, etag=etag)
    if (page.status, known.status) != (OK, NOT_MODIFIED):
        message = f"{path} answered {page.status}, then {known.status}"
        raise RuntimeError(message)
    empty, bare = (rate_of(each, EMPTY, seconds=SECONDS) for each in (port, bare_port))
    return page.per_second, known.per_second, empty.per_second, bare.per_second


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _fetched(port: int, path: str) -> Iterator[str]:
    """The page, and all that a browser fetches to show it: styles, scripts, pictures, what styles name."""
    yield path
    page = received(port, path, encoding="identity").content
    for url in dict.fromkeys(found.decode() for found in _FETCHED.findall(page)):
        yield url
        if urlsplit(url).path.endswith(".css"):
            styles = received(port, url, encoding="identity").content
            yield from (urljoin(url, found.decode()) for found in _IN_STYLES.findall(styles))
