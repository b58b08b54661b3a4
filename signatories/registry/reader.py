"""Reads files of the RNA row by row; touches no table. Their traps are listed in docs/data.md.

Columns are found by name, so that the layouts met (waldec of 41 or 39 columns, import of 26) are one."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from io import TextIOWrapper
from operator import itemgetter
from typing import BinaryIO, TextIO

from signatories.registry.damage import rejoined, repaired
from signatories.registry.records import Raw, Record, Refusal
from signatories.registry.sources import RegistryFileError, Source
from signatories.registry.values import FindTown, date_of, is_number, record_of

ACTIVE = "A"
INACTIVE = frozenset("DSR")  # dissolved, deleted, replaced by another number
STATES = INACTIVE | {ACTIVE}
_CUT_SHORT = (
    "il s’arrête au milieu de sa dernière ligne, comme un téléchargement interrompu\u202f: la suite manque. "
    "Téléchargez-le de nouveau."
)


class Reader:
    """One pass over a file."""

    def __init__(self, source: Source, *, find_town: FindTown, today: date) -> None:
        self.source = source
        self._file: BinaryIO | None = None
        self._today = today
        self._record = partial(record_of, find_town=find_town, today=today)
        self._pick = _picker(source.columns)
        self._state = source.columns.index("position")

    def __iter__(self) -> Iterator[Record | Refusal | None]:
        """One item a row: a record, a refusal, or None for an association that is not active.

        Raises RegistryFileError for a file that stops in the middle of a row: the rest of it is missing."""
        with self.source.path.open("rb") as file:
            self._file = file
            # Five bytes mean nothing in the Windows encoding; in these files they are stray controls.
            errors = "ignore" if self.source.encoding == "cp1252" else "surrogateescape"
            lines = _Lines(
                TextIOWrapper(file, encoding=self.source.encoding, errors=errors, newline=""), self.source
            )
            for line, row in _rows(lines, self.source.delimiter):
                try:
                    yield self._read(row)
                except ValueError as error:
                    if lines.cut_short and self._is_short(row):
                        raise RegistryFileError(self.source.path, _CUT_SHORT) from error
                    yield Refusal(self.source.path.name, line, str(error))

    @property
    def position(self) -> int:
        """How many bytes of the file were read so far; to be asked while it is walked."""
        return self._file.tell() if self._file else 0

    def _read(self, row: list[str] | csv.Error) -> Record | None:
        """Raises ValueError, in French, for a row that cannot be kept."""
        if isinstance(row, csv.Error):
            raise ValueError("un guillemet n’est pas refermé, ou un champ est démesuré.")  # noqa: TRY004  # a value
        if len(row) > len(self.source.columns):
            row = rejoined(row, self.source.delimiter)
        if len(row) != len(self.source.columns):
            raise ValueError(f"{len(row)} colonnes au lieu de {len(self.source.columns)}.")
        state = row[self._state].strip().upper()
        if state in INACTIVE:
            return None
        if state != ACTIVE:
            raise ValueError(f"état inconnu («\u202f{state[:20]}\u202f» au lieu de A, D, S ou R).")
        row.append("")  # what the picker finds for a column that the file lacks
        raw = Raw._make(repaired(self._pick(row)))
        return None if date_of(raw.date_disso, today=self._today) else self._record(raw)

    def _is_short(self, row: list[str] | csv.Error) -> bool:
        return isinstance(row, list) and len(row) < len(self.source.columns)


class _Lines:
    """Gives csv the lines of a file, but no row that begins inside another: the former left a quote open."""

    def __init__(self, text: TextIO, source: Source) -> None:
        self._text = text
        self._source = source
        self._number, self._state = source.columns.index("id"), source.columns.index("position")
        self._kept: str | None = None
        self._last = "\n"
        self.number = 0  # of lines given, the first is 1
        self.within = False  # a row has begun

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text) if self._kept is None else self._kept
        if self.within and self._begins_a_row(line):
            self._kept = line
            raise csv.Error
        self.number += 1
        self.within, self._kept, self._last = True, None, line
        return line

    @property
    def cut_short(self) -> bool:
        """Whether the last line given has no end."""
        return not self._last.endswith(("\n", "\r"))

    def _begins_a_row(self, line: str) -> bool:
        """Whether its number stands where it should, or all its columns do and its state. Asked within rows alone,
        where texts of several lines are."""
        try:
            row = next(csv.reader([line], delimiter=self._source.delimiter))
        except (csv.Error, StopIteration):
            return False
        whole = len(row) == len(self._source.columns) and row[self._state].strip().upper() in STATES
        return whole or (len(row) > self._number + 1 and is_number(row[self._number].strip().upper()))


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Every row after the header with the line it starts on; a row that csv refuses comes as its error."""
    next(lines, None)  # as `recognise` read it: whatever quotes it holds
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.within = False
        line = lines.number + 1
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
