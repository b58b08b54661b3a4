"""The directory's pages on generated signatories: milliseconds in process, nothing kept, and queries."""

import statistics
import time
from dataclasses import dataclass

from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 7
PAGES = {
    "home": "/",
    "directory": "/signataires/",
    "directory, last page": "/signataires/?page=999999",
    "table by commune": "/signataires/?vue=tableau&tri=commune",
    "map": "/signataires/?vue=carte",
    "search, broad word": "/signataires/?q=centre",
    "search, broad, two letters": "/signataires/?q=de",
    "search, two rare words": "/signataires/?q=etoile+42",
    "search, nothing found": "/signataires/?q=zanzibar",
    "department": "/signataires/?departement=93",
    "neighbourhood": "/signataires/?qpv=QN09303M",
    "network and theme": "/signataires/?reseau=secours-catholique&theme=sante",
    "page of a department": "/territoires/93/",
    "page of a neighbourhood": "/quartiers/QN09303M/",
    "territories": "/territoires/",
}


@dataclass(frozen=True)
class DirectoryRow:
    """`cold` is a page made anew, `warm` the same once its counts or itself are kept; medians, milliseconds."""

    name: str
    cold: float
    warm: float
    queries: int


def measure() -> list[DirectoryRow]:
    return [_measure_one(name, path) for name, path in PAGES.items()]


def _measure_one(name: str, path: str) -> DirectoryRow:
    client = Client(SERVER_NAME="127.0.0.1")
    client.get(path, follow=True)
    cold, warm = [], []
    for _ in range(ROUNDS):
        cache.clear()
        caches["pages"].clear()
        cold.append(_time(client, path))
        warm.append(_time(client, path))
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(path, follow=True)
    return DirectoryRow(name, statistics.median(cold), statistics.median(warm), len(captured))


def _time(client: Client, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path, follow=True)
    if answer.status_code != 200:
        message = f"{path} answered {answer.status_code}"
        raise RuntimeError(message)
    return (time.perf_counter() - start) * 1000
