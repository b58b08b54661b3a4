"""Pages: requests per second against an empty view, queries, weight."""

import re
import statistics
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.load import rate_of

PAGES = ("/", "/charte/", "/signataires/", "/territoires/")
EMPTY = "/bench/empty/"
SECONDS = 2.0
ROUNDS = 3
_ASSET = re.compile(rb'<(?:link[^>]+rel="stylesheet"[^>]+href|script[^>]+src)="([^"]+)"')


@dataclass(frozen=True)
class PageRow:
    """One page. `share` and `share_304` are its requests per second divided by the empty view's."""

    path: str
    share: float
    share_304: float
    queries_cold: int
    queries_warm: int
    weight: int
    foreign: int


def measure(port: int) -> list[PageRow]:
    """Each page between two measures of the empty view, the medians of a few rounds: machines are noisy."""
    return [_measure_one(port, path) for path in PAGES]


def _measure_one(port: int, path: str) -> PageRow:
    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="127.0.0.1")
    browser = Client(headers={"accept-language": "fr", "accept-encoding": "gzip, br"}, SERVER_NAME="127.0.0.1")
    cold = _queries(client, path)
    answer = client.get(path)
    shares, shares_304 = [], []
    for _ in range(ROUNDS):
        empty = rate_of(port, EMPTY, seconds=SECONDS).per_second
        page = rate_of(port, path, seconds=SECONDS)
        if page.status != 200:
            message = f"{path} answered {page.status}"
            raise RuntimeError(message)
        shares.append(page.per_second / empty)
        shares_304.append(rate_of(port, path, seconds=SECONDS, etag=answer.get("ETag", '""')).per_second / empty)
    assets = [url.decode() for url in _ASSET.findall(answer.content)]
    return PageRow(
        path=path,
        share=statistics.median(shares),
        share_304=statistics.median(shares_304),
        queries_cold=cold,
        queries_warm=_queries(client, path),
        weight=sum(_weight_of(browser, url) for url in (path, *assets)),
        foreign=sum(bool(urlsplit(url).netloc) for url in assets),
    )


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _weight_of(client: Client, url: str) -> int:
    """Bytes of the body on the wire, as a browser receives it."""
    answer = client.get(url)
    return len(answer.getvalue())
