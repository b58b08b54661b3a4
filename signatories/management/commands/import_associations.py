"""`manage.py import_associations FILE…`: the registry of associations (RNA), replaced by official files."""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from qpv_charter.toolkit.actions import ActionRefused
from signatories.registry.actions import ImportReport, Progress, RegistryFileError, import_files
from signatories.registry.records import Refusal

SHOWN = 50  # refused rows


class Command(BaseCommand):
    help = (
        "Remplace le répertoire des associations par celles, actives, des fichiers «\u202fwaldec\u202f» ou "
        "«\u202fimport\u202f» du RNA donnés ensemble (national, ou un par département). L’ancien répertoire "
        "sert jusqu’à la fin\u202f; un fichier malformé ne change rien. Fichiers lus\u202f: voir docs/data.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--report", type=Path, metavar="FICHIER", help="y écrire toutes les lignes refusées, une par ligne"
        )

    def handle(self, *args: Any, files: list[Path], report: Path | None, **options: Any) -> None:
        bar = _Bar(self.stdout)
        with ExitStack() as stack:
            refused = _Refused(stack.enter_context(_opened(report)) if report else None)
            try:
                outcome = import_files(files, on_progress=bar.show, on_refused=refused.keep)
            except RegistryFileError as error:
                bar.end()
                raise CommandError(f"{error}\nRien n’a changé dans le répertoire.") from error
            except ActionRefused as error:
                raise CommandError(error.reason) from error
        bar.end()
        for refusal in refused.first:
            self.stdout.write(_line(refusal))
        self.stdout.write(self.style.SUCCESS(_told(outcome, report)))


def _opened(report: Path) -> TextIO:
    try:
        return report.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{report}\u202f: impossible d’y écrire ({error.strerror}).") from error


class _Refused:
    """Keeps the first refused rows for the screen, and writes all of them to a file when there is one."""

    def __init__(self, file: TextIO | None) -> None:
        self.file = file
        self.first: list[Refusal] = []

    def keep(self, refusal: Refusal) -> None:
        if len(self.first) < SHOWN:
            self.first.append(refusal)
        if self.file:
            self.file.write(f"{_line(refusal)}\n")


class _Bar:
    """One line that is written again on a terminal; elsewhere (a log), a line every ten percent."""

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out
        self.rewrites = out.isatty()
        self.start: tuple[float, int] | None = None  # when and where the first rows were read
        self.shown = -1

    def show(self, progress: Progress) -> None:
        percent = progress.position * 100 // max(progress.size, 1)
        step = percent if self.rewrites else percent // 10
        if progress.indexing:
            self._write(f"{_number(progress.rows)} lignes lues. Index en préparation…")
        elif step != self.shown:
            self.shown = step
            self._write(f"{percent}\u202f% · {_number(progress.rows)} lignes · {self._left(progress)}")

    def end(self) -> None:
        if self.rewrites:
            self.out.write("")

    def _left(self, progress: Progress) -> str:
        """What the pace so far promises for the reading; indexes come after."""
        self.start = self.start or (time.monotonic(), progress.position)
        started_at, from_position = self.start
        pace = (time.monotonic() - started_at) / max(progress.position - from_position, 1)
        seconds = pace * (progress.size - progress.position)
        if progress.position == from_position:
            return "lecture"
        minutes, seconds = divmod(round(seconds), 60)
        return f"encore {minutes} min {seconds:02} s" if minutes else f"encore {seconds} s"

    def _write(self, text: str) -> None:
        self.out.write(f"\r{text:<70}" if self.rewrites else text, ending="" if self.rewrites else "\n")
        self.out.flush()


def _line(refusal: Refusal) -> str:
    return f"{refusal.file}, ligne {refusal.line}\u202f: {refusal.reason}"


def _told(outcome: ImportReport, report: Path | None) -> str:
    lines = [
        f"{_number(outcome.read)} lignes lues dans {', '.join(outcome.files)}\u202f:",
        f"- {_number(outcome.kept)} associations actives gardées",
        f"- {_number(outcome.inactive)} laissées de côté (dissoutes, supprimées ou remplacées)",
        f"- {_number(outcome.duplicates)} en double (la mise à jour la plus récente est gardée)",
        f"- {_number(outcome.refused)} refusées",
    ]
    if outcome.refused:
        lines.append(
            "Ce qui est refusé est abîmé dans le fichier\u202f: ces associations ne seront pas proposées, mais "
            "peuvent signer en écrivant leur nom."
        )
    if outcome.refused > SHOWN and not report:
        lines.append(f"Les {SHOWN} premières sont ci-dessus\u202f; --report FICHIER les écrit toutes.")
    elif report:
        lines.append(f"Lignes refusées\u202f: {report}")
    return "\n".join([*lines, "Le répertoire est à jour."])


def _number(value: int) -> str:
    """Thousands apart by a narrow space, as French print does."""
    return f"{value:,}".replace(",", "\u202f")
