"""Check the register of signatures, against anchors made public if a file of them is given."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from signatories.signatures.corrections import lacking
from signatories.signatures.models import RegisterAnchor
from signatories.signatures.verification import RegisterFault, verify


class Command(BaseCommand):
    help = "Vérifie le registre des signatures et nomme la première ligne modifiée, supprimée ou ajoutée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help='ancres publiées, une par ligne\u202f: {"number": 12, "digest": "…"}',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anchors = dict(RegisterAnchor.objects.values_list("number", "digest"))
        if options["anchor"]:
            anchors |= read_anchors(options["anchor"])
        try:
            rows = verify(anchors=anchors)
        except RegisterFault as fault:
            raise CommandError(f"Le registre a été altéré, {fault}.") from fault
        self.stdout.write(f"Registre intact. Lignes\u202f: {rows}, ancres vérifiées\u202f: {len(anchors)}.")
        if number := len(lacking()):
            self.stdout.write(f"À compléter (manage.py complete_register)\u202f: {number} signatures d’avant.")


def read_anchors(path: Path) -> dict[int, str]:
    """Anchors of a JSON lines file. Raises CommandError naming the line that cannot be read."""
    anchors = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"Le fichier d’ancres est illisible\u202f: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            anchor = json.loads(line)
            anchors[int(anchor["number"])] = str(anchor["digest"])
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path}, ligne {number}\u202f: ce n’est pas une ancre.") from error
    return anchors
