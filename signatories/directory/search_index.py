"""The index that finds a few letters anywhere in a row's words; PostgreSQL only.

Kept out of the model's `indexes`, which both engines must understand."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "directory_search"


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Does nothing on SQLite. The owner of a database may create this extension, trusted since PostgreSQL 13."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON signatories_directoryentry USING gin (search_text gin_trgm_ops)", params=None
        )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """The extension stays: something else may use it."""
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}", params=None)
