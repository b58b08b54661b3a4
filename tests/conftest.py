"""Fixtures that every test may ask for."""

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import DjangoDbBlocker

from signatories.history import append_only


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, without the triggers that would stop Django from emptying it between two tests.

    Django empties tables with DELETE on SQLite and TRUNCATE on PostgreSQL; the tests of the triggers put
    them back for themselves. Those against UPDATE stay."""
    emptying = {"DELETE", "TRUNCATE"}
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for trigger in append_only.triggers_of(connection):
            if trigger.when in emptying:
                cursor.execute(append_only.drop(trigger, connection.vendor))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No page or limit kept from the test before."""
    cache.clear()
