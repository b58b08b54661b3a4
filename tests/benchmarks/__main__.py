"""`make bench`: tables on the screen and build/bench.json.

`python -m tests.benchmarks [pages] [engagements] [letters] [printing] [directory] [files] [workspace] [registry]
[lists] [mailings] [evaluations] [sharing]`; each begins in an empty database, so that it is told of as many as it
says. `letters` is part of `engagements`, `files` of `directory`, `sharing` of `evaluations`."""

import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  # the apps must be loaded first
from django.core.cache import caches  # noqa: E402  # the same
from django.core.management import call_command  # noqa: E402  # the same
from django.db import connection  # noqa: E402  # the same

from signatories.charter import demo as charter  # noqa: E402  # the same
from signatories.organisations import demo as reference  # noqa: E402  # the same
from signatories.territories import demo as territories  # noqa: E402  # the same
from signatories.territories.actions import import_files  # noqa: E402  # the same
from tests.benchmarks import (  # noqa: E402  # the same
    bulk,
    data,
    directory,
    files,
    followed,
    letters,
    lived,
    mailings,
    pages,
    printing,
    registry,
    reports,
    sharing,
    tables,
    taking_up,
    workspace,
)
from tests.benchmarks import engagements as lived_pages  # noqa: E402  # the same
from tests.benchmarks.server import serving  # noqa: E402  # the same
from tests.database import without_append_only_triggers  # noqa: E402  # the same

SMALL, LARGE = 160, 1000  # signatories
SIZES = {"postgresql": (160, 10_000, 100_000), "sqlite": (160, 10_000)}
FOLLOWED = {"postgresql": (300, 10_000, 100_000), "sqlite": (300, 10_000)}  # associations of the workspace
ASSOCIATIONS = 2_000_000
LOOK_BACKS = (160, 2000, 20_000)
LINES = 5000  # of a list that is taken up
ADDRESSES = 2000  # of a message to many
RESULTS = Path(settings.BASE_DIR) / "build"
# All 1,584 neighbourhoods, where the official file lies beside the project; else those of the demonstration.
NEIGHBOURHOODS = Path(settings.BASE_DIR).parent / "shared" / "data" / "qpv_2024.csv"


def begin() -> None:
    """Territories, networks and a charter, in a database of its own that holds nothing else; static files."""
    call_command("prepare", verbosity=0)
    with without_append_only_triggers():
        call_command("flush", verbosity=0, interactive=False)
    for cache in caches.all():
        cache.clear()
    territories.load()
    if NEIGHBOURHOODS.exists():
        import_files([NEIGHBOURHOODS], tell=lambda _: None)
    reference.load()
    charter.load()


def measure_pages() -> dict[str, Any]:
    data.grow_to(SMALL)
    with serving() as port, serving("tests.benchmarks.bare") as bare_port:
        rows, empty = pages.measure(port, bare_port)
    tables.show_pages(rows, empty, SMALL)
    return {"empty": asdict(empty), "pages": [asdict(row) for row in rows]}


def measure_engagements() -> dict[str, Any]:
    rows: list[lived_pages.EngagementsRow] = []
    data.grow_to(SMALL)
    for size in (lived_pages.FEW, lived_pages.MANY):
        lived.grow_to(size)
        _tidy()
        with serving() as port:
            rows += lived_pages.measure(port, size)
    tables.show_engagements(rows)
    return {"pages": [asdict(row) for row in rows], "letters": measure_letters()}


def measure_letters() -> list[dict[str, Any]]:
    letters.prepare()
    rows = []
    for people in (letters.FEW, letters.MANY):
        _tidy()
        rows.append(letters.measure(people))
    tables.show_letters(*rows)
    return [asdict(row) for row in rows]


def measure_printing() -> list[dict[str, Any]]:
    RESULTS.mkdir(exist_ok=True)
    rows = []
    for number in (SMALL, LARGE):
        data.grow_to(number)
        rows += printing.measure(RESULTS, number)
    tables.show_printing(rows)
    return [asdict(row) for row in rows]


def measure_directory() -> dict[str, Any]:
    rows: list[directory.DirectoryRow] = []
    taken: list[files.FileRow] = []
    tables.show_directory_head()
    for size in SIZES[connection.vendor]:
        _grow_to(size)
        with serving() as port:
            rows += directory.measure(port, size)
        tables.show_directory(rows, size=size)
        taken += files.measure(size)
    tables.show_files(taken)
    grown = directory.growth(rows)
    pages = [asdict(row) | {"growth": grown[row.size, row.name]} for row in rows]
    return {"pages": pages, "files": [asdict(row) for row in taken]}


def _grow_to(size: int) -> None:
    bulk.grow_to(size)
    _tidy()


def _tidy() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what the server does by itself, a minute later


def measure_files() -> list[dict[str, Any]]:
    """Of the directory, among the most signatories."""
    size = SIZES[connection.vendor][-1]
    _grow_to(size)
    rows = files.measure(size)
    tables.show_files(rows)
    return [asdict(row) for row in rows]


def measure_workspace() -> list[dict[str, Any]]:
    rows: list[workspace.WorkspaceRow] = []
    tables.show_workspace_head()
    for size in FOLLOWED[connection.vendor]:
        followed.grow_to(size)
        _tidy()
        rows += workspace.measure(size)
        tables.show_workspace(rows, size=size)
    tables.show_other_queries(workspace.other_queries(rows))
    return [asdict(row) | {"growth": workspace.growth(rows)[row.size, row.name]} for row in rows]


def measure_registry() -> dict[str, Any] | None:
    try:
        row = registry.measure(ASSOCIATIONS)
    except registry.NotMeasured as reason:
        print(f"\nRegistry: not measured, {reason}")
        return None
    tables.show_registry(row)
    return asdict(row)


def measure_lists() -> dict[str, Any]:
    row = taking_up.measure(LINES)
    tables.show_list(row)
    return asdict(row)


def measure_mailings() -> dict[str, Any]:
    row = mailings.measure(ADDRESSES)
    tables.show_mailing(row)
    return asdict(row)


def measure_evaluations() -> dict[str, Any]:
    rows = [reports.measure(size) for size in LOOK_BACKS]
    tables.show_reports(rows)
    return {"reports": [asdict(row) for row in rows], "sharing": measure_sharing()}


def measure_sharing() -> dict[str, Any]:
    row = sharing.measure()
    tables.show_sharing(row)
    return asdict(row)


MEASURES = {
    "pages": measure_pages,
    "engagements": measure_engagements,
    "letters": measure_letters,
    "printing": measure_printing,
    "directory": measure_directory,
    "files": measure_files,
    "workspace": measure_workspace,
    "registry": measure_registry,
    "lists": measure_lists,
    "mailings": measure_mailings,
    "evaluations": measure_evaluations,
    "sharing": measure_sharing,
}


PARTS = {"letters", "files", "sharing"}  # of another


def main(asked: list[str]) -> None:
    results: dict[str, Any] = {"database": connection.vendor, "python": platform.python_version()}
    results["goals"] = tables.GOALS
    for name in asked or [name for name in MEASURES if name not in PARTS]:
        begin()
        results[name] = MEASURES[name]()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "bench.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{RESULTS / 'bench.json'}")


if __name__ == "__main__":
    main(sys.argv[1:])
