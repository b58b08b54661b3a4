"""One at a time: for as long as a process lives, or as a transaction lasts."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.db.models import Model


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether this process alone holds `name`; never waits.

    PostgreSQL keeps the lock for the connection (several machines may share a database); with SQLite there is
    only this machine, and a locked file does it. Nothing inside may close the database connection."""
    holding = _postgresql(name) if connection.vendor == "postgresql" else _file(name)
    with holding as alone:
        yield alone


@contextmanager
def _postgresql(name: str) -> Iterator[bool]:
    key = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _file(name: str) -> Iterator[bool]:
    with (settings.VAR_DIR / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def hold(name: str) -> None:
    """Until the end of this transaction nobody else holds `name`; waits for whoever does.

    Does nothing on SQLite, whose writing transactions come one after the other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])


def wait_for_remakers(model: type[Model]) -> None:
    """Until the end of this transaction nobody remakes the whole of a derived table; others may write rows too.

    To be asked before reading what a row is made of: whoever remakes the table could have read it before. What
    the rows point at is locked with `no_key=True`, else the remaker's foreign keys and this would wait for each
    other."""
    _lock_table(model, "ROW EXCLUSIVE")


def remake_alone(model: type[Model]) -> None:
    """Until the end of this transaction nobody else writes a table; readers go on."""
    _lock_table(model, "SHARE ROW EXCLUSIVE")


def _lock_table(model: type[Model], mode: str) -> None:
    """Does nothing on SQLite, whose writing transactions come one after the other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN {mode} MODE")
