"""manage.py load_charter FILE [--in-force]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import load
from signatories.charter.models import CharterVersion
from signatories.charter.reader import CharterError


class Command(BaseCommand):
    help = "Charge un texte de la charte. Il entre en vigueur s’il est le premier ou remplace une démonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--in-force", action="store_true", help="mettre aussitôt cette version en vigueur")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            version, is_new = load(path.read_bytes(), in_force=options["in_force"])
        except OSError as error:
            raise CommandError(f"{path}\u202f: ce fichier n’existe pas, ou ne peut pas être lu.") from error
        except CharterError as error:
            raise CommandError(f"{path}, ligne {error.line}\u202f: {error.reason} Rien n’a été chargé.") from error
        except ActionRefused as error:
            raise CommandError(error.reason) from error
        self.stdout.write(self.style.SUCCESS(_outcome(version, is_new=is_new)))


def _outcome(version: CharterVersion, *, is_new: bool) -> str:
    done = "chargée" if is_new else "déjà chargée, rien n’a changé"
    lines = [
        f"Version «\u202f{version.version}\u202f» {done}\u202f: {version.get_status_display()}.",
        f"{version.articles.count()} articles, {version.commitments.count()} engagements.",
        f"SHA-256\u202f: {version.sha256}",
    ]
    if version.status == CharterVersion.Status.DRAFT:
        lines.append("Pour la mettre en vigueur, relancez la commande avec --in-force.")
    return "\n".join(lines)
