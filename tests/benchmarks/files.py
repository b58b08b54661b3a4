"""Files of the directory, to their last byte in process, against a bare COPY … TO STDOUT of the same bytes."""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

ROUNDS = 3
# Each file, and what of its lines makes it.
FILES = {"csv": "csv", "geojson": "feature || json || '}'", "json": "json"}
A_PAGE = {"json": 1000}  # rows, of a file that has pages


@dataclass(frozen=True)
class FileRow:
    """Seconds and bytes of one file; `ratio` is its time over the bare COPY's."""

    size: int
    name: str
    bytes: int
    seconds: float
    copy: float
    ratio: float


def measure(size: int) -> list[FileRow]:
    """Each file between two bare copies, the medians of a few rounds; nothing where there is no COPY."""
    if connection.vendor != "postgresql":
        return []
    client = Client(SERVER_NAME="127.0.0.1")
    return [_measure_one(client, size, name) for name in FILES]


def _measure_one(client: Client, size: int, name: str) -> FileRow:
    rounds = []
    for _ in range(ROUNDS):
        before = _copy(FILES[name], most=A_PAGE.get(name, size))
        seconds, length = _file(client, name)
        copy = (before + _copy(FILES[name], most=A_PAGE.get(name, size))) / 2
        rounds.append((seconds, copy, seconds / copy))
    seconds, copy, ratio = (statistics.median(each) for each in zip(*rounds, strict=True))
    return FileRow(size, name, length, seconds, copy, ratio)


def _file(client: Client, name: str) -> tuple[float, int]:
    start = time.perf_counter()
    answer: Any = client.get(f"/signataires/signataires.{name}")
    length = sum(map(len, answer.streaming_content))
    return time.perf_counter() - start, length


def _copy(what: str, *, most: int) -> float:
    """Seconds of the bare COPY."""
    asked = f"COPY (SELECT {what} FROM signatories_directoryline LIMIT {most}) TO STDOUT"  # noqa: S608  # our own words
    start = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(asked) as copy:
        for _ in copy:
            pass
    return time.perf_counter() - start
