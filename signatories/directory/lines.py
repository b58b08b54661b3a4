"""Rows as files give them, written once: a file is read, not made.

What writes a line is its `layout`: when the code below changes, or the site's address, every line is old. An old
line is never given: it is made anew for whoever asks, and written again each day and by `rebuild_directory`."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from qpv_charter.toolkit import exports, links
from qpv_charter.toolkit.exports import as_csv, as_object, json_text
from signatories.directory import rows
from signatories.directory.models import DirectoryEntry, DirectoryEntryQuerySet, DirectoryLine
from signatories.directory.queries import shown
from signatories.directory.rows import COLUMNS, Row, complete, row_of
from signatories.organisations.models import Organisation


def layout() -> str:
    """What a line written now is written by."""
    return _layout(settings.SITE_URL)


@cache
def _layout(site: str) -> str:
    sources = [Path(str(module.__file__)).read_bytes() for module in (exports, links, rows)]
    here = Path(__file__).read_bytes()
    pages = [reverse("directory:detail", args=["x"]), reverse("signatures:verify", args=["X"])]
    return hashlib.sha256(repr([site, pages, Organisation.Kind.choices, here, *sources]).encode()).hexdigest()[:32]


def old() -> DirectoryEntryQuerySet:
    """Rows whose line other code wrote."""
    return DirectoryEntry.objects.exclude(line__layout=layout())


def line_of(entry: DirectoryEntry) -> DirectoryLine:
    """The line of an entry that was fetched `complete`."""
    row = row_of(entry)
    return DirectoryLine(
        entry=entry,
        sort_key=entry.sort_key,
        slug=entry.slug,
        csv=as_csv(COLUMNS, row),
        json=json_text(as_object(COLUMNS, row)),
        feature=_feature(row),
        layout=layout(),
    )


def _feature(row: Row) -> str:
    """A point where one is known, else no geometry (RFC 7946 allows null)."""
    place = row.longitude is not None and {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    head = {"type": "Feature", "id": str(row.id), "geometry": place or None}
    return f'{json_text(head)[:-1]}, "properties": '


def texts_of(entries: DirectoryEntryQuerySet, *fields: str, chunk: int) -> Iterator[str]:
    """What some fields of the line of each row say together, in the order of the rows, a chunk in memory at a
    time. One query; four more for a chunk that holds old lines."""
    wanted = [f"line__{field}" for field in ("layout", *fields)]
    return _texts(entries.values_list("pk", *wanted).iterator(chunk_size=chunk), fields, chunk)


def every_text(*fields: str, start: int, stop: int | None, chunk: int) -> Iterator[str]:
    """The same of everybody (from `start` to before `stop`), by name."""
    lines = DirectoryLine.objects.values_list("pk", "layout", *fields)[start:stop]
    return _texts(lines.iterator(chunk_size=chunk), fields, chunk)


def _texts(found: Iterable[tuple[Any, ...]], fields: tuple[str, ...], chunk: int) -> Iterator[str]:
    now = layout()
    for block in exports.blocks(found, chunk):
        anew = _made(pk for pk, written, *_ in block if written != now)
        for pk, written, *said in block:
            if written == now:
                yield "".join(said)
            elif pk in anew:  # else it left the directory meanwhile
                yield "".join(getattr(anew[pk], field) for field in fields)


def _made(keys: Iterable[int]) -> dict[int, DirectoryLine]:
    """The lines of some rows, by primary key, made for now."""
    if not (wanted := list(keys)):
        return {}
    return {entry.pk: line_of(entry) for entry in complete(shown(DirectoryEntry.objects.filter(pk__in=wanted)))}
