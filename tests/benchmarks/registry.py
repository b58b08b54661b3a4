"""The registry of associations: its import against a bare COPY of the same file, its memory, its look-ups.

The rows come from ../shared/data/generate_rna_waldec.py (2,000,000 rows: a minute, 680 MB)."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from signatories.registry.queries import look_up

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT.parent / "shared" / "data" / "generate_rna_waldec.py"
CHUNK = 1_048_576  # bytes
ROUNDS = 5
# What people would type, from three letters on.
_TYPED = """
cen; cent; centre soc; centre social; amis; les amis; les amis de; com; comité; comité des parents; ass;
association; association sportive; club; club de loisirs; col; collectif habitants; union; union
solidarité; mai; maison des jeunes; régie; régie de quartier; foyer; foyer montreuil; ens; ensemble
mémoire; œuvre laïque; oeuvre marseille; étoile; l’étoile saint-denis; st-denis; memoire roubaix; parents
d’élèves; parents eleves lyon; p’tits loups; loups; art scène; le lien; lien toulouse; entraide;
habitants du quartier; sportive lille; amicale culturelle; amicale nantes etoile; maison de quartier;
jeunesse bordeaux; union sportive; club sportive paris; introuvable
"""
NAMES = [name.strip() for name in _TYPED.replace("\n", " ").split(";")]


class NotMeasured(Exception):  # noqa: N818  # names what happened
    """What is missing here to measure it."""


@dataclass(frozen=True)
class RegistryRow:
    """Seconds, megabytes and milliseconds of one run; `ratio` is the import's time over the bare COPY's."""

    rows: int
    bare_copy: float
    whole_import: float
    ratio: float
    memory: float
    median_ms: float
    p95_ms: float


def measure(rows: int) -> RegistryRow:
    """The import between two bare copies of the same file, then the look-ups. Raises NotMeasured elsewhere than
    on PostgreSQL, or without the generator."""
    if connection.vendor != "postgresql":
        raise NotMeasured("it takes a PostgreSQL")
    if not GENERATOR.exists():
        raise NotMeasured("../shared/data/generate_rna_waldec.py is absent")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rna.csv"
        subprocess.run([sys.executable, GENERATOR, file, "--rows", str(rows)], check=True)  # noqa: S603  # our own words
        before = _bare_copy(file)
        whole, memory = _import(file)
        bare = statistics.mean([before, _bare_copy(file)])
    times = _look_ups()
    return RegistryRow(
        rows=rows,
        bare_copy=bare,
        whole_import=whole,
        ratio=whole / bare,
        memory=memory,
        median_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20)[-1],
    )


def _bare_copy(file: Path) -> float:
    """Seconds to COPY the file as it is into a logged table of texts, without any index."""
    with connection.cursor() as cursor, file.open("rb") as source:
        columns = source.readline().decode().strip().split(";")
        source.seek(0)
        cursor.execute("DROP TABLE IF EXISTS bench_bare")
        cursor.execute(f"CREATE TABLE bench_bare ({', '.join(f'{name} text' for name in columns)})")
        start = time.perf_counter()
        with cursor.copy("COPY bench_bare FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
        seconds = time.perf_counter() - start
        cursor.execute("DROP TABLE bench_bare")
    return seconds


def _import(file: Path) -> tuple[float, float]:
    """Seconds and megabytes of the command in a process of its own, indexes included."""
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "manage.py"), "import_associations", str(file)]
    process = subprocess.Popen(command)  # noqa: S603  # our own words
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError("the import failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _look_ups() -> list[float]:
    """Milliseconds of each look-up, the names in turn, after one round to warm up."""
    times = []
    for turn in range(ROUNDS + 1):
        for name in NAMES:
            start = time.perf_counter()
            look_up(name)
            if turn:
                times.append((time.perf_counter() - start) * 1000)
    return times
