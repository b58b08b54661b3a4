"""What Django loads of each slice when it starts, whatever the app."""

import sys
from pathlib import Path

import pytest
from django.apps import apps

from qpv_charter.toolkit.slices import wire

APPS = ("signatories", "engagements", "evaluations", "qpv_charter.portal")


@pytest.mark.parametrize("name", APPS)
def test_each_app_of_ours_is_wired(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wired: list[str] = []
    monkeypatch.setattr(f"{name}.apps.wire", wired.append)

    apps.get_app_config(name.rpartition(".")[2]).ready()

    assert wired == [name]


def test_contributions_receivers_and_tasks_are_imported_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("toy/contributions", "toy/needs/contributions", "toy/needs/receivers", "toy/needs/tasks"):
        write(tmp_path / f"{name}.py")
    for name in ("toy/needs/views", "toy/migrations/contributions", "toy/management/tasks"):
        write(tmp_path / f"{name}.py")
    monkeypatch.syspath_prepend(tmp_path)

    wire("toy")

    loaded = {name for name in sys.modules if name.startswith("toy.")}
    assert loaded == {
        "toy.contributions",
        "toy.needs",
        "toy.needs.contributions",
        "toy.needs.receivers",
        "toy.needs.tasks",
    }


def write(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for folder in (file.parent, file.parent.parent):
        if folder.name in {"toy", "needs", "migrations", "management"}:
            (folder / "__init__.py").touch()
    file.touch()
