"""Loads the territories that the clone ships (fixtures/territories, described in docs/data.md)."""

from pathlib import Path

from django.conf import settings

from signatories.territories.actions import import_files
from signatories.territories.models import Commune, Department, Qpv, Region

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "territories"


def load() -> None:
    """Import the fixtures by the road of `import_territories`, unless as many territories are there already."""
    if not _is_loaded():
        import_files(sorted(FIXTURES.glob("*.csv")), tell=lambda step: None)  # noqa: ARG005  # nobody listens


def _is_loaded() -> bool:
    stored = (
        (Region, ["regions.csv"]),
        (Department, ["departements.csv"]),
        (Commune, ["communes.csv", "communes_rattachees.csv"]),
        (Qpv, ["qpv.csv"]),
    )
    return all(model._default_manager.count() >= sum(map(_lines, files)) for model, files in stored)


def _lines(name: str) -> int:
    """How many territories a fixture holds: its lines but the header (no name holds a line break)."""
    return (FIXTURES / name).read_bytes().count(b"\n") - 1
