"""Fixtures that every test may ask for."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest
from django.core.cache import cache, caches
from django.core.management.commands import flush
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker, Settings

from qpv_charter.toolkit import pages
from signatories.history import append_only
from tests.migrated import copied_rather_than_made
from tests.worlds import World, a_world

NAMES_OF_MODELS = {"django_content_type", "auth_permission"}


@pytest.hookimpl(wrapper=True, tryfirst=True)  # around all others: pytest chooses by mark, pytest-django sorts
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What pytest-django would refuse a database is tried once: no engine changes it, unless it says so.

    Who asks for the world comes after all the others, who never see it."""
    for item in items:
        asks = item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ())
        if not asks and not any(item.get_closest_marker(name) for name in ("engines", "skipif")):
            item.add_marker("once")
    yield
    items.sort(key=_asks_for_the_world)


def _asks_for_the_world(item: pytest.Item) -> bool:
    return "world" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    copied_rather_than_made()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, without the triggers that would stop Django from emptying it between two tests.

    The tests of the triggers put them back for themselves; those against UPDATE stay."""
    ours = _deletes if connection.vendor == "postgresql" else connection.ops.sql_flush
    connection.ops.sql_flush = partial(_flush, ours)  # type: ignore[method-assign]  # for tests alone
    flush.emit_post_migrate_signal = _nothing_is_missing  # type: ignore[attr-defined]  # imported there
    emptying = {"DELETE", "TRUNCATE"}
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for trigger in append_only.triggers_of(connection):
            if trigger.when in emptying:
                cursor.execute(append_only.drop(trigger, connection.vendor))


def _flush(how: Callable[..., list[str]], style: object, tables: Iterable[str], **more: object) -> list[str]:
    """All but the names of models, which tests leave alone: making them again took half of what a race does."""
    return how(style, [table for table in tables if table not in NAMES_OF_MODELS], **more)


def _deletes(style: object, tables: Iterable[str], **_: object) -> list[str]:
    """TRUNCATE, Django's own, makes new files for each table: two seconds for ours, against a hundredth."""
    rows = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608  # Django's names
    return ["SET LOCAL session_replication_role = replica", *rows]


def _nothing_is_missing(*_: object, **__: object) -> None:
    """What Django does after it emptied a database: make the rows that are still there."""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No page kept from the test before, whose cache may have stopped."""
    cache.clear()
    caches["pages"].clear()
    pages.answers()


@pytest.fixture
def real_tasks(settings: Settings) -> None:
    """Tasks are rows that a worker takes, as on the site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture(scope="session")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Made once, after the tests that do without: what each test changes is taken back to a savepoint."""
    asking = [_asks_for_the_world(item) for item in request.session.items]
    assert asking == sorted(asking), "a test that does without the world would see it"
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)
