"""`manage.py import_territories FILE…`: regions, departments, communes and neighbourhoods from official files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from signatories.territories.actions import FileReport, import_files


class Command(BaseCommand):
    help = (
        "Importe régions, départements, communes et quartiers prioritaires depuis les fichiers officiels, "
        "reconnus à leurs colonnes, dans n’importe quel ordre. Peut être relancée sans risque\u202f: rien n’est "
        "jamais supprimé. Fichiers lus\u202f: voir docs/data.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        reports = import_files(files, tell=self.stdout.write)
        for report in reports:
            self._tell(report)
        if not any(report.wrote for report in reports):
            self.stdout.write("Rien n’a changé.")
        refused = [report for report in reports if report.refused]
        if refused:
            reasons = [f"{report.path.name}, {report.refused}" for report in refused]
            raise CommandError("Fichier refusé, rien n’en a été gardé\u202f:\n" + "\n".join(reasons))

    def _tell(self, report: FileReport) -> None:
        for error in report.errors:
            self.stderr.write(f"{report.path.name}, {report.unit} {error.line}\u202f: {error.reason}")
        if tally := report.tally:
            self.stdout.write(
                f"{report.path.name}\u202f: nouveaux {tally.created}, modifiés {tally.changed}, "
                f"inchangés {tally.unchanged}, lignes laissées de côté {len(report.errors)}"
            )
