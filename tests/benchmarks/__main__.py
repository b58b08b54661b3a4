"""`make bench`: a table on the screen and build/bench.json. `python -m tests.benchmarks [pages] [printing]`."""

import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  # the apps must be loaded first
from django.core.management import call_command  # noqa: E402  # the same
from django.db import connection  # noqa: E402  # the same

from signatories.charter import demo as charter  # noqa: E402  # the same
from signatories.territories import demo as territories  # noqa: E402  # the same
from tests.benchmarks import data, pages, printing  # noqa: E402  # the same
from tests.benchmarks.server import serving  # noqa: E402  # the same

SMALL, LARGE = 160, 1000  # signatories
RESULTS = Path(settings.BASE_DIR) / "build"
GOALS = {"share": 0.4, "weight": 60_000, "time_ratio": 1.2}


def prepare() -> None:
    """A database of its own with the territories, a charter and the first signatories; static files."""
    call_command("prepare", verbosity=0)
    territories.load()
    charter.load()
    data.grow_to(SMALL)


def measure_pages() -> list[dict[str, Any]]:
    with serving() as port:
        rows = [asdict(row) for row in pages.measure(port)]
    print(
        f"\nPages, {SMALL} signatories: requests per second over those of an empty view (goal ≥ {GOALS['share']})"
    )
    print(f"{'page':24}{'share':>8}{'304':>8}{'queries':>9}{'kept':>6}{'weight':>9}{'foreign':>9}")
    for row in rows:
        print(
            f"{row['path']:24}{row['share']:8.2f}{row['share_304']:8.2f}{row['queries_cold']:9}"
            f"{row['queries_warm']:6}{row['weight'] / 1000:7.1f}kB{row['foreign']:9}"
        )
    return rows


def measure_printing() -> list[dict[str, Any]]:
    RESULTS.mkdir(exist_ok=True)
    rows = []
    for number in (SMALL, LARGE):
        data.grow_to(number)
        rows += [asdict(row) for row in printing.measure(RESULTS, number)]
    print(f"\nPrinting: ours over a bare WeasyPrint render of the same (goal ≤ {GOALS['time_ratio']})")
    print(f"{'document':36}{'seconds':>9}{'ratio':>7}{'MB':>7}{'ratio':>7}")
    for row in rows:
        print(
            f"{row['document']:36}{row['seconds']:9.2f}{row['time_ratio']:7.2f}"
            f"{row['memory_mb']:7.0f}{row['memory_ratio']:7.2f}"
        )
    return rows


MEASURES = {"pages": measure_pages, "printing": measure_printing}


def main(asked: list[str]) -> None:
    prepare()
    results: dict[str, Any] = {"database": connection.vendor, "python": platform.python_version(), "goals": GOALS}
    for name in asked or MEASURES:
        results[name] = MEASURES[name]()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "bench.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{RESULTS / 'bench.json'}")


if __name__ == "__main__":
    main(sys.argv[1:])
