"""Replacing the registry by what official files say."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.locks import only_one
from signatories.history.actions import record as record_event
from signatories.registry import store
from signatories.registry.models import TABLES, AssociationRecord, RegistryPointer, idle_side
from signatories.registry.reader import Reader
from signatories.registry.records import Record, Refusal
from signatories.registry.sources import RegistryFileError, Source, recognise, unreadable
from signatories.registry.towns import town_finder
from signatories.registry.values import FindTown

__all__ = ["ImportReport", "Progress", "RegistryFileError", "import_files"]

_TELL_EVERY = 5_000  # rows


@dataclass(frozen=True)
class Progress:
    """How far an import is: rows read, bytes read of all the files' `size`; then duplicates and indexes."""

    rows: int
    position: int
    size: int
    indexing: bool = False


@dataclass(kw_only=True)
class ImportReport:
    """Rows: `read` = kept + inactive + refused + duplicates."""

    files: list[str]
    read: int = 0
    kept: int = 0
    inactive: int = 0
    refused: int = 0
    duplicates: int = 0


def import_files(
    paths: Sequence[Path],
    *,
    on_progress: Callable[[Progress], None] = lambda progress: None,  # noqa: ARG005  # nobody listens
    on_refused: Callable[[Refusal], None] = lambda refusal: None,  # noqa: ARG005  # nobody listens
) -> ImportReport:
    """Make one registry of the active associations of these files; look-ups read the former one until the end.

    Raises RegistryFileError for a file that is not the RNA's or hardly readable, ActionRefused if an import is
    under way: the registry is then what it was. Commits as it goes, so that the site never waits; only the flip,
    at the end, is one transaction. The two listeners may not query the database."""
    sources = [recognise(path) for path in paths]
    with only_one("registry") as alone:
        if not alone:
            raise ActionRefused("Un autre import du répertoire est en cours\u202f: attendez qu’il se termine.")
        run = _Run(sources, on_progress, on_refused)
        side = idle_side()
        _fill(TABLES[side], run)
        _flip(side, run.report)
    return run.report


def _fill(table: type[AssociationRecord], run: "_Run") -> None:
    find_town = town_finder()  # before the copy: while it runs, the connection answers no question
    store.empty(table)
    gc.disable()  # no row refers to itself: looking for such garbage took a tenth of the time
    try:
        store.fill(table, run.records(find_town))
    finally:
        gc.enable()
    run.on_progress(replace(run.progress, indexing=True))
    run.report.duplicates = store.remove_duplicates(table)
    run.report.kept -= run.report.duplicates
    store.close(table)


@transaction.atomic
def _flip(side: str, report: ImportReport) -> RegistryPointer:
    """Point look-ups at the table just filled, and write it in the history."""
    former = RegistryPointer.objects.select_for_update().first()
    pointer = RegistryPointer(
        pk=RegistryPointer.SINGLETON,
        live=side,
        generation=former.generation + 1 if former else 1,
        rows=report.kept,
        files=report.files,
    )
    pointer.save()
    record_event("registry.imported", pointer, by=None, rows=report.kept)
    return pointer


class _Run:
    """Reads files one after the other, counting what becomes of each row."""

    def __init__(
        self,
        sources: Sequence[Source],
        on_progress: Callable[[Progress], None],
        on_refused: Callable[[Refusal], None],
    ) -> None:
        self.sources = sources
        self.on_progress = on_progress
        self.on_refused = on_refused
        self.position = 0  # bytes
        self.report = ImportReport(files=[source.path.name for source in sources])

    @property
    def progress(self) -> Progress:
        return Progress(self.report.read, self.position, sum(source.size for source in self.sources))

    def records(self, find_town: FindTown) -> Iterator[Record]:
        """The records to keep. Raises RegistryFileError when a file turns out not to be what its header says."""
        before = 0
        for source in self.sources:
            reader = Reader(source, find_town=find_town, today=timezone.localdate())
            try:
                yield from self._counted(reader, before)
            except OSError as error:
                raise unreadable(source.path, error) from error
            before += source.size
        if not self.report.kept:
            raise RegistryFileError(self.sources[-1].path, "aucune association active n’y a été trouvée.")

    def _counted(self, reader: Reader, before: int) -> Iterator[Record]:
        report, first, refused, path = self.report, self.report.read, self.report.refused, reader.source.path
        for found in reader:
            report.read += 1
            if isinstance(found, Record):
                report.kept += 1
                yield found
            elif found is None:
                report.inactive += 1
            else:
                report.refused += 1
                self.on_refused(found)
            if report.read % _TELL_EVERY == 0:
                self.position = before + reader.position
                self.on_progress(self.progress)
        if report.read == first:
            raise RegistryFileError(path, "aucune association active\u202f: il n’a que ses titres de colonnes.")
        if report.refused - refused > (report.read - first) / 2:
            raise RegistryFileError(path, "plus de la moitié de ses lignes sont illisibles.")
