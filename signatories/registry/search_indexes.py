"""The indexes that find names by their beginning and by a few letters anywhere; PostgreSQL only.

Kept out of the models' `indexes`, which both engines must understand."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("signatories_recorda", "signatories_recordb")
# Names in the order of their letters, whatever the language of the database: what LIKE 'begin%' can walk.
BYTEWISE = {"postgresql": "C", "sqlite": "BINARY"}


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Does nothing on SQLite. The owner of a database may create this extension, trusted since PostgreSQL 13."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
    for table in TABLES:
        for statement in creating(table, schema_editor.connection):
            schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """The extension stays: something else may use it."""
    for table in TABLES:
        for name in names(table):
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)


def names(table: str) -> tuple[str, str]:
    return f"{table}_anywhere", f"{table}_beginning"


def creating(table: str, connection: BaseDatabaseWrapper) -> list[str]:
    """The statements that make the indexes of a table: none where the engine has no such thing."""
    if connection.vendor != "postgresql":
        return []
    anywhere, beginning = names(table)
    return [
        f"CREATE INDEX {anywhere} ON {table} USING gin (search_text gin_trgm_ops)",
        f'CREATE INDEX {beginning} ON {table} (search_text COLLATE "{BYTEWISE["postgresql"]}")',
    ]
