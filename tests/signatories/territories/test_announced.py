"""An import is announced once, when it wrote something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from signatories.territories.actions import import_files
from signatories.territories.models import Commune, Department
from signatories.territories.signals import territories_imported

pytestmark = pytest.mark.django_db
FILES = {
    "communes.csv": "code,nom,type,departement\n93066,Saint-Denis,,93\n93072,Stains,,93\n",
    "departements.csv": "code,nom,region,zone\n75,Paris,11,metro\n93,Seine-Saint-Denis,11,metro\n",
    "regions.csv": "code,nom,zone\n11,Île-de-France,metro\n",
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """How many territories each announcement told of."""
    counts: list[int] = []

    def hear(count: int, **_: Any) -> None:
        counts.append(count)

    territories_imported.connect(hear)
    yield counts
    territories_imported.disconnect(hear)


def silent(step: str) -> None:
    """Nobody listens."""


def test_once_for_all_the_files(files: list[Path], heard: list[int]) -> None:
    import_files(files, tell=silent)

    assert heard == [5]


def test_only_what_differs_counts(files: list[Path], tmp_path: Path, heard: list[int]) -> None:
    import_files(files, tell=silent)
    (tmp_path / "communes.csv").write_text("code,nom,type,departement,lon,lat\n93072,Stains,,93,2.38,48.95\n")

    import_files(files, tell=silent)

    assert heard == [5, 1]


def test_not_when_nothing_changes_or_all_is_refused(files: list[Path], tmp_path: Path, heard: list[int]) -> None:
    import_files(files, tell=silent)
    heard.clear()

    import_files(files, tell=silent)
    import_files([tmp_path / "absent.csv"], tell=silent)

    assert heard == []


def test_what_was_written_before_a_file_failed(files: list[Path], heard: list[int]) -> None:
    def fail(step: str) -> None:
        if step.startswith("communes.csv"):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        import_files(files, tell=fail)

    assert heard == [3]
    assert (Department.objects.count(), Commune.objects.count()) == (2, 0)
