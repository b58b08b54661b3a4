"""The database of tests, made by the migrations once for a run, then copied: they take a minute, a copy a moment.

What was made is kept under a name that says all that made it: no later run copies what another code made."""

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

Create = Callable[..., str]


def copied_rather_than_made() -> None:
    """From now on, Django's own way to make a database for tests copies one."""
    create: Create = connection.creation.create_test_db

    def copy(*, keepdb: bool = False, serialize: bool = True, **how: Any) -> str:
        if keepdb or serialize:
            return create(keepdb=keepdb, serialize=serialize, **how)
        name = str(connection.creation._get_test_db_name())  # type: ignore[attr-defined]  # Django's
        kept = OnPostgresql() if connection.vendor == "postgresql" else InFiles()
        with in_turn(kept.lock):
            kept.copy(made(kept, create), name)
        use(name)
        connection.ensure_connection()
        return name

    connection.creation.create_test_db = copy  # type: ignore[assignment,method-assign]  # for tests alone


def made(kept: "OnPostgresql | InFiles", create: Create) -> str:
    """The name of what this code made, and no test has touched."""
    name = f"{kept.prefix}{all_that_makes_it()}"
    others = kept.names()
    if name not in others:
        for other in others:
            kept.drop(other)
        was, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
        asked, test["NAME"] = test["NAME"], f"{kept.prefix}unfinished"
        create(verbosity=0, autoclobber=True, serialize=False)
        test["NAME"] = asked
        use(was)
        kept.rename(f"{kept.prefix}unfinished", name)
    return name


def all_that_makes_it() -> str:
    """Of every migration, and of our code, which some of them call."""
    ours = [path for name in ("qpv_charter", *APPS) for path in (settings.BASE_DIR / name).rglob("*.py")]
    theirs = [path for app in apps.get_app_configs() for path in Path(app.path, "migrations").glob("*.py")]
    digest = hashlib.sha256(f"{django.VERSION}{connection.vendor}".encode())
    for path in sorted({*ours, *theirs}):
        digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


APPS = ("signatories", "engagements", "evaluations")


def use(name: str) -> None:
    """Leave a database, as whoever copies or renames it needs, for this one."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """One worker makes it; the others wait."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class OnPostgresql:
    def __init__(self) -> None:
        self.prefix = f"{connection.settings_dict['NAME']}_made_"[-40:]
        self.lock = Path(tempfile.gettempdir(), f"{self.prefix}lock")  # of all who use this server

    def names(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
            return [name for (name,) in cursor.fetchall()]

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}"')

    def rename(self, name: str, new: str) -> None:
        self._run(f'ALTER DATABASE "{name}" RENAME TO "{new}"')

    def copy(self, name: str, new: str) -> None:
        self.drop(new)
        self._run(f'CREATE DATABASE "{new}" TEMPLATE "{name}"')

    def _run(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)


class InFiles:
    def __init__(self) -> None:
        self.prefix, self.lock = str(settings.VAR_DIR / "made-"), settings.VAR_DIR / "made.lock"

    def names(self) -> list[str]:
        return [str(path) for path in settings.VAR_DIR.glob("made-*")]

    def drop(self, name: str) -> None:
        Path(name).unlink()

    def rename(self, name: str, new: str) -> None:
        Path(name).rename(new)

    def copy(self, name: str, new: str) -> None:
        for left in ("-wal", "-shm"):
            Path(f"{new}{left}").unlink(missing_ok=True)
        shutil.copyfile(name, new)
