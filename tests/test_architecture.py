"""The house's one direction, where import-linter cannot see: within a slice, and in names that are only text."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db.models import Field, Model
from importlinter.cli import lint_imports

from tests.architecture import APPS, ROOT, slices

# The files of a slice, from the lowest: each may know those of its line and of the lines above it, its own slice's
# or another's. What has another name (a register, a code, a kit) may be known by any.
FILES = [
    {"models", "signals"},
    {"rules"},
    {"queries"},
    {"emails", "actions", "tasks"},
    {"receivers", "forms"},
    {"views", "admin", "demo", "contributions"},
    {"urls"},
]
RANK = {name: rank for rank, names in enumerate(FILES) for name in names}
MAKES = {"create", "bulk_create", "get_or_create", "update_or_create"}
READS = {"rules", "queries", "emails", "forms", "views", "admin", "urls"}


def relations() -> Iterator[tuple[type[Model], Field[object, object]]]:
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation:
                    yield model, field


def place(model: type[Model]) -> tuple[int, int]:
    """Where a model lives: its app's rank, its slice's rank in the app."""
    app, slice_name = model.__module__.split(".")[:2]
    return APPS.index(app), slices(app).index(slice_name)


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


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("qpv_charter", *APPS, cache_dir=None)


def file_of(module: str) -> str:
    """The furniture a module is, or is part of: "actions" for `signatories.organisations.actions.record`."""
    return next((name for name in module.split(".")[2:] if name in RANK), "")


def known_by(module: str) -> Iterator[str]:
    """The furniture a module imports, itself or through modules that are none."""
    to_see, seen = [module], {module}
    while to_see:
        for imported in graph().find_modules_directly_imported_by(to_see.pop()):
            if file_of(imported):
                yield imported
            elif imported not in seen:
                seen.add(imported)
                to_see.append(imported)


def test_within_slices_too_calls_go_down() -> None:
    """Models know no actions, queries neither, actions know no form and no view…"""
    furniture = [module for module in graph().modules if file_of(module)]
    upward = sorted(
        f"{module} → {imported}"
        for module in furniture
        for imported in known_by(module)
        if imported.split(".")[1] != "toolkit" and RANK[file_of(imported)] > RANK[file_of(module)]
    )

    assert len(furniture) > 100
    assert upward == []


def test_no_module_imports_itself_by_a_detour() -> None:
    imports = {module: graph().find_modules_directly_imported_by(module) for module in graph().modules}

    assert len(list(TopologicalSorter(imports).static_order())) == len(imports)


def made_in(file: Path) -> Iterator[tuple[str, str]]:
    """What a file makes rows of: `Organisation` for `Organisation.objects.create(…)`, `memberships` for
    `organisation.memberships.create(…)`."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MAKES:
            of = node.func.value
            if isinstance(of, ast.Attribute) and of.attr == "objects" and isinstance(of.value, ast.Name):
                yield of.value.id, node.func.attr
            elif isinstance(of, ast.Attribute):
                yield of.attr, node.func.attr


def test_rows_of_one_kind_are_made_in_one_slice_and_never_where_it_reads() -> None:
    """One road per write: whoever stands above calls the actions of that slice."""
    ours = {model.__name__ for app in APPS for model in apps.get_app_config(app).get_models()}
    makers: dict[str, set[str]] = {name: set() for name in ours}
    astray = []
    for app in ("qpv_charter", *APPS):
        for file in (ROOT / app).rglob("*.py"):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            for name, how in made_in(file):
                makers.setdefault(name, set()).add(".".join(module.split(".")[:2]))
                if file_of(module) in READS:
                    astray.append(f"{module}: {name}.{how}")

    assert astray == []
    assert {name: slices for name, slices in makers.items() if name in ours and len(slices) > 1} == {}
