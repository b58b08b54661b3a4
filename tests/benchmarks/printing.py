"""Printing: seconds and memory of our PDFs against a bare WeasyPrint render of the same page.

Each measure runs in a process of its own, so that its memory is its own: `python -m tests.benchmarks.printing
MODE WHAT FOLDER` prints one JSON line. Both have started as a server has: routes and WeasyPrint are loaded, and a
page was printed. A bare render is given the HTML and CSS ready-made, and does not tag."""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import django

django.setup()

from django.urls import get_resolver  # noqa: E402  # the apps must be loaded first

from evaluations.reports.printing import report  # noqa: E402  # the same
from qpv_charter.toolkit import pdf  # noqa: E402  # the same
from signatories.charter.models import CharterVersion  # noqa: E402  # the same
from signatories.charter.pdf import charter_document  # noqa: E402  # the same
from signatories.directory.finding.filters import Filters  # noqa: E402  # the same
from signatories.directory.taking_away.document import list_document  # noqa: E402  # the same
from signatories.directory.taking_away.statement import statement  # noqa: E402  # the same
from tests.benchmarks import reports  # noqa: E402  # the same

ROUNDS, MODES = 5, ("bare", "ours")
TOLD = 160  # look-backs
_CONTENTS = re.compile(r'<ul class="contents">.*?</ul>', re.DOTALL)


@dataclass(frozen=True)
class PrintRow:
    """One document: seconds and peak memory of ours divided by those of the bare render."""

    document: str
    seconds: float
    time_ratio: float
    memory_mb: float
    memory_ratio: float


@dataclass(frozen=True)
class Printed:
    """What one process took to print one document."""

    seconds: float
    memory_mb: float


def measure(folder: Path, rows: int) -> list[PrintRow]:
    """The list as it is but for its contents, then with them, then the charter and the report of a year. In each
    round ours and bare ones follow one another, so that a machine slows them alike; the medians of the rounds.

    Contents also tell what they cost, against the bare list that has none."""
    for what, document in OURS.items():
        (folder / f"{what}.json").write_text(_saved(document()))
    rounds = [{(mode, what): _run(mode, what, folder) for what in OURS for mode in MODES} for _ in range(ROUNDS)]
    return [
        _row(f"list of {rows}, without contents", rounds, "list", "list"),
        _row(f"list of {rows}, with contents", rounds, "list-contents", "list-contents"),
        _row("the same, against none", rounds, "list-contents", "list"),
        _row("charter", rounds, "charter", "charter"),
        _row("report of a year", rounds, "report", "report"),
    ]


def _list() -> pdf.Document:
    return list_document(statement(Filters()))


def _charter() -> pdf.Document:
    version = CharterVersion.objects.in_force()
    if version is None:
        raise RuntimeError("load a charter first")
    return charter_document(version)


def _report() -> pdf.Document:
    return report(reports.an_edition(TOLD))


def _without_contents(document: pdf.Document) -> pdf.Document:
    return pdf.Document(html=_CONTENTS.sub("", document.html), css=document.css)


def _saved(document: pdf.Document) -> str:
    return json.dumps({"html": document.html, "css": document.css})


def _row(name: str, rounds: list[dict[tuple[str, str], Printed]], ours: str, bare: str) -> PrintRow:
    pairs = [(each["ours", ours], each["bare", bare]) for each in rounds]
    return PrintRow(
        name,
        median(one.seconds for one, _ in pairs),
        median(one.seconds / other.seconds for one, other in pairs),
        median(one.memory_mb for one, _ in pairs),
        median(one.memory_mb / other.memory_mb for one, other in pairs),
    )


def _run(mode: str, what: str, folder: Path) -> Printed:
    """A process that prints one document."""
    command = [sys.executable, "-m", "tests.benchmarks.printing", mode, what, str(folder)]
    done = subprocess.run(command, env=os.environ, check=True, capture_output=True)  # noqa: S603  # our own words
    answer = json.loads(done.stdout)
    return Printed(float(answer["seconds"]), float(answer["memory_mb"]))


OURS: dict[str, Callable[[], pdf.Document]] = {
    "list": lambda: _without_contents(_list()),
    "list-contents": _list,
    "charter": _charter,
    "report": _report,
}


def _print_bare(saved: dict[str, str]) -> bytes:
    weasyprint = pdf._weasyprint()
    html = weasyprint.HTML(string=saved["html"], url_fetcher=pdf._fetch)
    return bytes(html.write_pdf(stylesheets=[weasyprint.CSS(string=saved["css"], url_fetcher=pdf._fetch)]))


def _start_as_a_server() -> None:
    """What a process did before its first visitor, and at its first print."""
    get_resolver().url_patterns  # noqa: B018  # loads them
    pdf.build(_charter())


def _print_one(mode: str, what: str, folder: Path) -> None:
    _start_as_a_server()
    start = time.perf_counter()
    if mode == "bare":
        content = _print_bare(json.loads((folder / f"{what}.json").read_text()))
    else:
        content = pdf.build(OURS[what]())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    print(json.dumps({"seconds": seconds, "memory_mb": peak, "bytes": len(content)}))


if __name__ == "__main__":
    _print_one(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
