"""Taking up a list of 5,000 lines: read, staged and checked, over openpyxl's bare read of the same workbook; its
memory. Each runs in a process of its own: `python -m tests.benchmarks.taking_up whole|bare FILE`."""

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from tests.signatories.taking_up.messy import HEADINGS, as_xlsx

TOWNS = ("Saint-Denis", "ST DENIS", "Bobigny", "Aubervilliers cedex", "Montreuil", "Nulle-Part", "Pantin")
DATES = ("12/06/2020", "juin 2020", "1er juin 2020", "", "?", "2020-06-12", "au forum")
KINDS = ("Amis", "Centre social", "Collectif", "Régie", "Ateliers", "Femmes", "Jeunes")
PLACES = ("du mail", "du Landy", "des Lilas", "du Clos", "de la place", "des Vignes")
MEGABYTE = 1_000_000 / 1024  # kilobytes, as Linux gives them


@dataclass(frozen=True)
class ListRow:
    """Seconds and megabytes of one run; `ratio` is our time over the bare read's."""

    lines: int
    bare: float
    whole: float
    ratio: float
    memory: float


def measure(lines: int) -> ListRow:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "liste.xlsx"
        file.write_bytes(as_xlsx([["Signataires"], HEADINGS, *map(_line, range(lines))]))
        (bare, _), (whole, memory) = _alone("bare", file), _alone("whole", file)
    return ListRow(lines, bare, whole, whole / bare, memory)


def _line(number: int) -> list[object]:
    name = f"{KINDS[number % 7]} {PLACES[number % 6]} {number // 42}"
    signer = "la présidente" if number % 5 else "Aminata Diallo"
    return [
        number, TOWNS[number % 7], name, 93200, signer, "présidente", f"a{number}(at)example.org", "", "",
        DATES[number % 7],
    ]  # fmt: skip


def _alone(what: str, file: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.taking_up", what, str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own words
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


def _bare(file: Path) -> None:
    for page in load_workbook(file, read_only=True).worksheets:
        for _ in page.iter_rows(values_only=True):
            pass


def _whole(file: Path) -> None:
    from signatories.charter.models import CharterVersion  # noqa: PLC0415  # the bare read knows no Django
    from signatories.people.models import User  # noqa: PLC0415  # the same
    from signatories.taking_up.actions import receive  # noqa: PLC0415  # the same

    by = User.objects.get_or_create(email="liste@example.org")[0]
    version = CharterVersion.objects.public().first()
    assert version
    receive(file.read_bytes(), by=by, name=file.name, charter_version=version)


def main(what: str, file: str) -> None:
    if what == "whole":
        import django  # noqa: PLC0415  # the bare read knows no Django

        django.setup()
    start = time.perf_counter()
    (_whole if what == "whole" else _bare)(Path(file))
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


if __name__ == "__main__":
    main(*sys.argv[1:])
