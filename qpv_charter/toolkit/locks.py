"""One process at a time, freed by the system itself when the process dies."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


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
