"""Signatories that answer what is asked."""

from collections.abc import Iterator

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.exports import read_back
from signatories.directory import lines
from signatories.directory.finding.filters import Filters
from signatories.directory.models import PAGES, DirectoryEntry, DirectoryEntryQuerySet
from signatories.directory.queries import shown
from signatories.directory.rows import COLUMNS, Row

BROAD = 1000  # signatories, from which counting again for each visitor would be slow
CHUNK = 1000  # rows in memory at a time


def answering(filters: Filters) -> DirectoryEntryQuerySet:
    """Signatories that answer the filters, the best answers to a search first, then by name."""
    return filters.narrow(DirectoryEntry.objects.order_by("sort_key", "slug"))


def how_many(filters: Filters) -> int:
    """How many answer. A broad answer's number is kept until a row of the directory changes."""
    count = answering(filters).order_by().count
    return pages.kept(PAGES, f"number{filters.as_query()}", count, worth=lambda number: number >= BROAD)


def found(filters: Filters) -> DirectoryEntryQuerySet:
    """The same with what a list shows of each (two queries, neighbourhoods included)."""
    return shown(answering(filters))


def texts(filters: Filters, *fields: str, start: int = 0, stop: int | None = None) -> Iterator[str]:
    """The same signatories, as their lines were written: `csv`, `json`, or `feature` and `json`.

    One query for all; more for lines that other code wrote."""
    if filters.any:
        return lines.texts_of(answering(filters)[start:stop], *fields, chunk=CHUNK)
    return lines.every_text(*fields, start=start, stop=stop, chunk=CHUNK)


def rows(filters: Filters, *, start: int = 0, stop: int | None = None) -> Iterator[Row]:
    """The signatories that answer (from `start` to before `stop`), read from their lines as `texts` does."""
    return (read_back(text, COLUMNS, Row) for text in texts(filters, "json", start=start, stop=stop))
