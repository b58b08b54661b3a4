"""The index that finds a few letters anywhere in a name; PostgreSQL only (on SQLite, this does nothing).

Kept out of the models' `indexes`, which both engines must understand: a migration makes the extension and the
first indexes, `store` makes them again after each import."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("signatories_recorda", "signatories_recordb")


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - RunPython's
    """Trusted since PostgreSQL 13: the owner of the database may create this extension."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
    for table in TABLES:
        for statement in creating(table, schema_editor.connection):
            schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - RunPython's
    """The extension stays: something else may use it."""
    for table in TABLES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {index_of(table)}", params=None)


def index_of(table: str) -> str:
    return f"{table}_trigrams"


def creating(table: str, connection: BaseDatabaseWrapper) -> list[str]:
    """The statements that make the index of a table: none where the engine has no such thing."""
    if connection.vendor != "postgresql":
        return []
    return [f"CREATE INDEX {index_of(table)} ON {table} USING gin (search_text gin_trgm_ops)"]
