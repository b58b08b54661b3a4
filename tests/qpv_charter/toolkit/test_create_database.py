"""`manage.py create_database`: what it says; what it makes is seen in tests/test_first_day.py."""

import secrets
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a database of PostgreSQL")


def said() -> str:
    out = StringIO()
    call_command("create_database", stdout=out)
    return out.getvalue().strip()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite")
def test_sqlite_needs_none() -> None:
    assert said() == "SQLite makes its file by itself."


@on_postgresql
@pytest.mark.django_db
def test_what_is_there_stays() -> None:
    assert said() == f"The database {connection.settings_dict['NAME']} was there already."


@on_postgresql
@pytest.mark.django_db
def test_a_server_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    with pytest.raises(CommandError, match="PostgreSQL lets nobody in at DATABASE_URL"):
        said()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_role_that_may_not_is_told_what_the_superuser_types(monkeypatch: pytest.MonkeyPatch) -> None:
    role = f"may_not_{secrets.token_hex(4)}"  # the server's, which others may be testing on
    names: dict[str, Any] = {"NAME": "nowhere_yet", "USER": role}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN")
    try:
        for name, value in names.items():
            monkeypatch.setitem(connection.settings_dict, name, value)
        with pytest.raises(CommandError, match=r"createdb --owner=ROLE .* nowhere_yet"):
            said()
    finally:
        monkeypatch.undo()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {role}")
