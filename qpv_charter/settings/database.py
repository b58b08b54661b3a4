"""Options each engine needs to keep 250 confirmations at once, and to answer soon (measured: docs/adr/0002)."""

from typing import Any

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL_POOL = {"min_size": 1, "max_size": 20, "timeout": 30}
# Compiling a query takes longer than any of ours takes to answer. A page of a table costs hardly more anywhere
# than next to the last one: disks turn no more, and ours fits in memory.
POSTGRESQL_OPTIONS = {"options": "-c jit=off -c random_page_cost=1.1"}


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """The database settings with our options merged in, whatever DATABASE_URL named."""
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        options = SQLITE_OPTIONS | options
        database = database | {"CONN_MAX_AGE": 600}  # opening the file and its two PRAGMA cost 1.2 ms a request
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options = {"pool": dict(POSTGRESQL_POOL)} | POSTGRESQL_OPTIONS | options
        database = database | {"CONN_MAX_AGE": 0}  # the pool keeps connections, not each thread
    return database | {"OPTIONS": options}
