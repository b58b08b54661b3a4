"""Reads the official files into facts; touches no table. What may go wrong is in `facts`."""

from collections.abc import Iterator
from dataclasses import dataclass

from signatories.territories.readers.facts import (
    CommuneFact,
    DepartmentFact,
    Fact,
    LineError,
    MalformedFile,
    QpvFact,
    RegionFact,
)
from signatories.territories.readers.layouts import Layout, recognise
from signatories.territories.readers.sources import Record, open_source

__all__ = [
    "CommuneFact",
    "DepartmentFact",
    "Fact",
    "Layout",
    "LineError",
    "MalformedFile",
    "QpvFact",
    "Reading",
    "RegionFact",
    "read",
]


@dataclass(frozen=True)
class Reading:
    """A recognised file: its layout, what its lines are called, and its facts, read as one goes."""

    layout: Layout
    unit: str
    results: Iterator[Fact | LineError]


def read(content: bytes) -> Reading:
    """Recognise a file by its header and read it.

    Raises MalformedFile, at once or while `results` is consumed, when the file as a whole cannot be trusted;
    a single line that cannot be read comes out as a LineError among the facts."""
    source = open_source(content)
    layout = recognise(source.columns)
    return Reading(layout, source.unit, _facts(layout, source.records))


def _facts(layout: Layout, records: Iterator[Record | LineError]) -> Iterator[Fact | LineError]:
    empty = True
    for record in records:
        empty = False
        if isinstance(record, LineError):
            yield record
            continue
        try:
            yield from layout.read(record)
        except ValueError as error:
            yield LineError(record.line, str(error))
    if empty:
        raise MalformedFile(1, "le fichier ne contient aucune ligne de données")
