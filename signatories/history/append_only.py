"""Triggers that make the database itself refuse to rewrite the history, the register and the charter.

Installed by a migration. SQLite forgets the triggers of a table that Django rebuilds (most changes of a column):
a migration that alters one of these tables calls `install` again at its end, and a test checks that they stand.
Both engines answer with an IntegrityError that names the table."""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    when: str  # what the trigger refuses, in the SQL that both engines share
    only_if: str = ""


EVENT_FIXED_COLUMNS = "id, at, actor_id, kind, subject_type, subject_id, data"
CHARTER_FIXED_COLUMNS = "version, title, dated, language, is_demonstration, source, sha256, loaded_at"
TRIGGERS = (
    Trigger("event_fixed", "signatories_event", f"UPDATE OF {EVENT_FIXED_COLUMNS}"),
    # Erasing a person empties the note; nobody writes another one in its place.
    Trigger("event_note", "signatories_event", "UPDATE OF note", only_if="NEW.note <> ''"),
    Trigger("event_kept", "signatories_event", "DELETE"),
    Trigger("registerentry_fixed", "signatories_registerentry", "UPDATE"),
    Trigger("registerentry_kept", "signatories_registerentry", "DELETE"),
    # A text that was signed stays the text that was signed; only its state moves on.
    Trigger("charterversion_fixed", "signatories_charterversion", f"UPDATE OF {CHARTER_FIXED_COLUMNS}"),
    Trigger("article_fixed", "signatories_article", "UPDATE"),
    Trigger("commitment_fixed", "signatories_commitment", "UPDATE"),
)
TRUNCATES = tuple(
    Trigger(f"{name}_truncate", f"signatories_{name}", "TRUNCATE") for name in ("event", "registerentry")
)

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION signatories_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def install(apps: StateApps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Put every trigger in place, replacing those that are there."""
    remove(None, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for trigger in triggers_of(schema_editor.connection):
        schema_editor.execute(_create(trigger, schema_editor.connection.vendor), params=None)


def remove(apps: StateApps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Take every trigger away."""
    for trigger in triggers_of(schema_editor.connection):
        schema_editor.execute(drop(trigger, schema_editor.connection.vendor), params=None)


def triggers_of(connection: BaseDatabaseWrapper) -> tuple[Trigger, ...]:
    """The triggers this engine has: only PostgreSQL can truncate a table."""
    return TRIGGERS + TRUNCATES if connection.vendor == "postgresql" else TRIGGERS


def drop(trigger: Trigger, vendor: str) -> str:
    """The statement that takes one trigger away, if it is there."""
    table = f" ON {trigger.table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {trigger.name}{table}"


def _create(trigger: Trigger, vendor: str) -> str:
    head = f"CREATE TRIGGER {trigger.name} BEFORE {trigger.when} ON {trigger.table}"
    if vendor == "postgresql":
        each = "STATEMENT" if trigger.when == "TRUNCATE" else "ROW"
        when = f" WHEN ({trigger.only_if})" if trigger.only_if else ""
        return f"{head} FOR EACH {each}{when} EXECUTE FUNCTION signatories_append_only()"
    when = f" WHEN {trigger.only_if}" if trigger.only_if else ""
    return f"{head}{when} BEGIN SELECT RAISE(ABORT, '{trigger.table} is append-only'); END"
