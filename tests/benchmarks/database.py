"""`python -m tests.benchmarks.database`: makes an empty database to measure in, and prints its URL.

On the PostgreSQL that TEST_DATABASE_URL names, as for the tests; on SQLite when none answers."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAME = "qpv_charter_bench"  # ours: emptied at each run
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
FILE = Path(__file__).resolve().parents[2] / "var" / "bench.sqlite3"


def make() -> str:
    """The URL of the new database."""
    server = os.environ.get("TEST_DATABASE_URL", SERVER)
    try:
        connection = psycopg.connect(server, connect_timeout=5, autocommit=True)
    except psycopg.OperationalError:
        print("No PostgreSQL answers: measured on SQLite, with fewer signatories.", file=sys.stderr)
        return _sqlite()
    with connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")  # of a run that was killed
        connection.execute(f"CREATE DATABASE {NAME}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{NAME}"))


def _sqlite() -> str:
    FILE.parent.mkdir(exist_ok=True)
    for end in ("", "-wal", "-shm"):
        FILE.with_name(FILE.name + end).unlink(missing_ok=True)
    return f"sqlite:///{FILE}"


if __name__ == "__main__":
    print(make())
