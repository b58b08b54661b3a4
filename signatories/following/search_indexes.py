"""The indexes that find a few letters anywhere in what an association is found by; PostgreSQL only.

Kept out of the models' `indexes`, which both engines must understand."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Email addresses as `icontains` compares them.
INDEXES = {
    "followed_search": "signatories_followed USING gin (search_text gin_trgm_ops)",
    "user_search": "signatories_user USING gin (name_key gin_trgm_ops)",
    "user_address_search": "signatories_user USING gin (UPPER(email::text) gin_trgm_ops)",
    "mandate_search": "signatories_mandate USING gin (signer_key gin_trgm_ops)",
}


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Does nothing on SQLite. The owner of a database may create this extension, trusted since PostgreSQL 13."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
        for name, on in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX {name} ON {on}", params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """The extension stays: something else may use it."""
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)
