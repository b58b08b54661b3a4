"""Every decision about territories: importing official files, linking neighbourhoods of two lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.territories.models import Qpv, Territory
from signatories.territories.readers import Fact, LineError, MalformedFile, read
from signatories.territories.readers.layouts import IGNORED
from signatories.territories.signals import predecessor_linked, predecessor_unlinked, territories_imported
from signatories.territories.store import Tally, store


@dataclass
class FileReport:
    """What became of one file. `refused` says why nothing of it was kept; `tally` is None until it is written."""

    path: Path
    label: str = ""
    rank: int = IGNORED
    unit: str = "ligne"
    refused: str = ""
    facts: list[Fact] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    tally: Tally | None = None

    @property
    def order(self) -> tuple[int, bool]:
        """Communes of today come before a file that only holds parts of them."""
        return self.rank, all(getattr(fact, "parent", "") for fact in self.facts)

    @property
    def wrote(self) -> int:
        """How many territories were created or changed."""
        return self.tally.created + self.tally.changed if self.tally else 0


def import_files(paths: Sequence[Path], *, tell: Callable[[str], None]) -> list[FileReport]:
    """Import official files, in the order they lean on each other; `tell` hears one sentence a step.

    Each file is one transaction: malformed, nothing of it is kept and the others go on. What was written is
    announced once, in the end, even when a later file fails: the files before it are there to stay."""
    reports = sorted((_open(path) for path in paths), key=lambda report: report.order)
    try:
        for report in reports:
            if not report.refused:
                tell(f"{report.path.name}\u202f: {report.label}, {len(report.facts)} lignes lues")
                _import(report, tell)
    finally:
        _announce(reports)
    return reports


def _announce(reports: list[FileReport]) -> None:
    if count := sum(report.wrote for report in reports):
        territories_imported.send(Territory, count=count)


def _open(path: Path) -> FileReport:
    """Recognise and read a whole file, so that a malformed end is known before anything is written."""
    report = FileReport(path)
    try:
        reading = read(path.read_bytes())
        report.label, report.rank, report.unit = reading.layout.label, reading.layout.rank, reading.unit
        for result in reading.results:
            if isinstance(result, LineError):
                report.errors.append(result)
            else:
                report.facts.append(result)
    except MalformedFile as malformed:
        report.refused = str(malformed)
    except OSError as error:
        report.refused = f"impossible d’ouvrir ce fichier ({error.strerror})"
    return report


@transaction.atomic
def _import(report: FileReport, tell: Callable[[str], None]) -> None:
    report.tally = store(report.facts, tell=lambda done: tell(f"  {done} écrites"))
    report.errors = sorted([*report.errors, *report.tally.errors], key=lambda error: error.line)


def check_predecessor(qpv: Qpv, predecessor: Qpv) -> str:
    """Why one neighbourhood cannot follow another, in French; empty when it can."""
    if qpv.generation != Qpv.Generation.G2024 or predecessor.generation != Qpv.Generation.G2015:
        return "Un quartier de la liste de 2024 succède à un quartier de la liste de 2015."
    if qpv.department_id != predecessor.department_id:
        return f"{predecessor.code} et {qpv.code} ne sont pas dans le même département."
    return ""


@transaction.atomic
def link_predecessor(qpv: Qpv, *, predecessor: Qpv, by: AbstractBaseUser | None) -> Qpv:
    """Say, by hand, that a neighbourhood of 2024 follows one of 2015.

    Raises ActionRefused for another generation or department, or when the link exists. The history hears of it
    by a signal, since it stands above territories."""
    if reason := check_predecessor(qpv, predecessor):
        raise ActionRefused(reason)
    Qpv.objects.select_for_update().get(pk=qpv.pk)
    if qpv.predecessors.filter(pk=predecessor.pk).exists():
        raise ActionRefused(f"{predecessor.code} est déjà relié à {qpv.code}.")
    qpv.predecessors.add(predecessor)
    predecessor_linked.send(Qpv, qpv=qpv, predecessor=predecessor, by=by)
    return qpv


@transaction.atomic
def unlink_predecessor(qpv: Qpv, *, predecessor: Qpv, by: AbstractBaseUser | None) -> Qpv:
    """Undo a link made by mistake. Raises ActionRefused when there is none."""
    Qpv.objects.select_for_update().get(pk=qpv.pk)
    if not qpv.predecessors.filter(pk=predecessor.pk).exists():
        raise ActionRefused(f"{predecessor.code} n’est pas relié à {qpv.code}.")
    qpv.predecessors.remove(predecessor)
    predecessor_unlinked.send(Qpv, qpv=qpv, predecessor=predecessor, by=by)
    return qpv
