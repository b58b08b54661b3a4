"""All or nothing: what fails at the very end of an action leaves no trace of it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.races import WRITES


class Interrupted(Exception):  # noqa: N818  # reads as what happened
    """A receiver, a disk or a machine that failed."""


def all_or_nothing(act: Callable[[], object]) -> None:
    """Interrupt `act` just after the last row that it writes, and see that every table is as it was before.

    `act` is called twice: once to count its writes, which are taken back."""
    writes = _count_writes(act)
    assert writes, "it writes nothing"
    before = everything()
    with pytest.raises(Interrupted), connection.execute_wrapper(_Count(stop_after=writes)):
        act()
    assert everything() == before


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, and of allauth's."""
    with connection.cursor() as cursor:
        return {label: _rows(cursor, reading) for label, reading in _readings().items()}


def _rows(cursor: Any, reading: str) -> list[tuple[Any, ...]]:
    cursor.execute(reading)
    return list(cursor.fetchall())


@cache
def _readings() -> dict[str, str]:
    """How to read each table, written once: Django took longer over it than the database to answer."""
    models = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {meta.label: _reading(meta.db_table, str(meta.pk.column)) for meta in models}


def _reading(table: str, key: str) -> str:
    quote = connection.ops.quote_name
    return f"SELECT * FROM {quote(table)} ORDER BY {quote(key)}"  # noqa: S608  # Django's names


def _count_writes(act: Callable[[], object]) -> int:
    count = _Count()
    with transaction.atomic(), connection.execute_wrapper(count):
        act()
        transaction.set_rollback(True)
    return count.writes


class _Count:
    def __init__(self, *, stop_after: int | None = None) -> None:
        self.writes, self.stop_after = 0, stop_after

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        answer = execute(sql, *arguments)
        self.writes += sql.startswith(WRITES)
        if self.writes == self.stop_after:
            raise Interrupted
        return answer
