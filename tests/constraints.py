"""Rows that a constraint refuses, tried in the database itself: no form, no action, no `full_clean` in between.

Beside each slice's tests, `test_constraints.py` names every constraint of its models in `BROKEN`, with what breaks
it; `tests/test_constraints.py` sees that none is left out."""

from collections.abc import Callable
from copy import copy
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, F, Model

from tests.test_architecture import is_ours

Broken = dict[str, Callable[[], object]]  # by name of constraint: writes rows that it must refuse


def refused_by_the_database(name: str, write: Callable[[], object]) -> None:
    """The database itself says no, and for that reason."""
    with pytest.raises(IntegrityError) as said, transaction.atomic():
        write()
    assert _is_for(name, said.value), f"{name} should refuse, not: {said.value}"


def changed(row: Model, **values: Any) -> None:
    """Write values into a row that is there, by no road of the site."""
    assert type(row)._base_manager.filter(pk=row.pk).update(**values) == 1


def twice(row: Model, **different: Any) -> None:
    """Write a row once more, but for its primary key and what is said to be different."""
    other = copy(row)
    other.pk = type(row)._meta.pk.get_default()
    for field, value in different.items():  # `pk` too, where it is what one writes
        setattr(other, field, value)
    type(row)._base_manager.bulk_create([other])


def constraints() -> dict[str, tuple[type[Model], BaseConstraint]]:
    """Every constraint of the house and its model, by name."""
    ours = [model for model in apps.get_models() if is_ours(model)]
    return {constraint.name: (model, constraint) for model in ours for constraint in model._meta.constraints}


def _is_for(name: str, refusal: IntegrityError) -> bool:
    if connection.vendor == "postgresql":
        return bool(refusal.__cause__.diag.constraint_name == name)  # type: ignore[union-attr]  # psycopg's own
    # SQLite names a unique constraint by its columns, unless it holds an expression.
    _, _, where = str(refusal).partition("UNIQUE constraint failed: ")
    return name in str(refusal) or set(where.split(", ")) == _columns(*constraints()[name])


def _columns(model: type[Model], constraint: BaseConstraint) -> set[str]:
    named = [vars(each)["name"] for each in getattr(constraint, "expressions", ()) if isinstance(each, F)]
    return {f"{model._meta.db_table}.{vars(model._meta.get_field(name))['column']}" for name in named}
