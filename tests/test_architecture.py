"""The house's one direction, where import-linter cannot see: foreign keys named by a string."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
APPS = ["signatories", "engagements", "evaluations"]  # from the lowest to the highest


def slices() -> dict[str, list[str]]:
    """The slices of each app from the lowest to the highest, as the contracts of pyproject.toml give them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = config["tool"]["importlinter"]["contracts"]
    return {
        container: [layer for layer in reversed(contract["layers"]) if ":" not in layer]
        for contract in contracts
        for container in contract.get("containers", [])
    }


def relations() -> Iterator[tuple[type[Model], Field[object, object]]]:
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation:
                    yield model, field


def place(model: type[Model]) -> tuple[int, int]:
    """Where a model lives: its app's rank, its slice's rank in the app."""
    app, slice_name = model.__module__.split(".")[:2]
    return APPS.index(app), slices()[app].index(slice_name)


def is_ours(model: type[Model]) -> bool:
    return model.__module__.split(".")[0] in APPS


@pytest.mark.slow
def test_imports_go_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_logo=True) == 0


def test_no_foreign_key_points_to_a_higher_slice() -> None:
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in relations()
        if isinstance(field.related_model, type)
        and is_ours(field.related_model)
        and place(field.related_model) > place(model)
    ]
    assert upward == []


def test_a_foreign_key_to_another_app_leaves_no_trace_there() -> None:
    """A reverse accessor would let the lower app reach the upper one without importing it."""
    traces = [
        f"{model.__name__}.{field.name}"
        for model, field in relations()
        if isinstance(field.related_model, type)
        and is_ours(field.related_model)
        and place(field.related_model)[0] != place(model)[0]
        and not (field.remote_field and field.remote_field.hidden)
    ]
    assert traces == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
