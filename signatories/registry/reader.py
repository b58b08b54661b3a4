"""Reads files of the RNA row by row; touches no table. Their traps are listed in docs/data.md.

Columns are found by name, so that the layouts met (waldec of 41 or 39 columns, import of 26) are one."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from io import TextIOWrapper
from operator import itemgetter
from typing import BinaryIO, TextIO

from signatories.registry.records import Raw, Record, Refusal
from signatories.registry.sources import Source
from signatories.registry.values import FindTown, record_of

ACTIVE = "A"
INACTIVE = frozenset("DSR")  # dissolved, deleted, replaced by another number


class Reader:
    """One pass over a file."""

    def __init__(self, source: Source, *, find_town: FindTown, today: date) -> None:
        self.source = source
        self._file: BinaryIO | None = None
        self._record = partial(record_of, find_town=find_town, today=today)
        self._pick = _picker(source.columns)
        self._state = source.columns.index("position")

    def __iter__(self) -> Iterator[Record | Refusal | None]:
        """One item a row: a record, a refusal, or None for an association that is not active."""
        with self.source.path.open("rb") as file:
            self._file = file
            # Five bytes mean nothing in the Windows encoding; in these files they are stray controls.
            text = TextIOWrapper(file, encoding=self.source.encoding, errors="ignore", newline="")
            for line, row in _rows(text, self.source.delimiter):
                try:
                    yield self._read(row)
                except ValueError as error:
                    yield Refusal(self.source.path.name, line, str(error))

    @property
    def position(self) -> int:
        """How many bytes of the file were read so far; to be asked while it is walked."""
        return self._file.tell() if self._file else 0

    def _read(self, row: list[str] | csv.Error) -> Record | None:
        """Raises ValueError, in French, for a row that cannot be kept."""
        if isinstance(row, csv.Error):
            raise ValueError("un guillemet n’est pas refermé, ou un champ est démesuré.")  # noqa: TRY004  # a value
        if len(row) != len(self.source.columns):
            raise ValueError(f"{len(row)} colonnes au lieu de {len(self.source.columns)}.")
        state = row[self._state].strip().upper()
        if state in INACTIVE:
            return None
        if state != ACTIVE:
            raise ValueError(f"état inconnu («\u202f{state[:20]}\u202f» au lieu de A, D, S ou R).")
        row.append("")  # what the picker finds for a column that the file lacks
        return self._record(Raw._make(self._pick(row)))


def _rows(text: TextIO, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Every row after the header with the line it starts on; a row that csv refuses comes as its error."""
    reader = csv.reader(text, delimiter=delimiter)
    next(reader)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
        else:
            if row:
                yield line, row


def _picker(columns: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Takes the fields of `Raw`, in its order, from a row that has one empty field more than columns."""
    places = {name: place for place, name in enumerate(columns)}
    return itemgetter(*(places.get(name, len(columns)) for name in Raw._fields))
