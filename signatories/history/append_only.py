"""Triggers that make the database itself refuse to rewrite the history, the register, the charter and reports.

Installed by a migration. SQLite forgets the triggers of a table that Django rebuilds (most changes of a column):
a migration that alters one of these tables, or adds one, calls `install` again at its end, and a test checks that
they stand. Both engines answer with an IntegrityError that names the table."""

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

    @property
    def columns(self) -> list[str]:
        """Those it watches; none when it watches the whole row."""
        _, _, named = self.when.partition(" OF ")
        return named.split(", ") if named else []


EVENT_FIXED_COLUMNS = "id, at, actor_id, kind, subject_type, subject_id, data"
CHARTER_FIXED_COLUMNS = "version, title, dated, language, is_demonstration, source, sha256, loaded_at"
TRIGGERS = (
    Trigger("event_fixed", "signatories_event", f"UPDATE OF {EVENT_FIXED_COLUMNS}"),
    Trigger("event_acts_for", "signatories_event", "UPDATE OF acts_for"),
    # Erasing a person empties the note; nobody writes another one in its place.
    Trigger("event_note", "signatories_event", "UPDATE OF note", only_if="NEW.note <> ''"),
    Trigger("event_kept", "signatories_event", "DELETE"),
    Trigger("eventnaming_fixed", "signatories_eventnaming", "UPDATE"),
    Trigger("eventnaming_kept", "signatories_eventnaming", "DELETE"),
    Trigger("registerentry_fixed", "signatories_registerentry", "UPDATE"),
    Trigger("registerentry_kept", "signatories_registerentry", "DELETE"),
    # A text that was signed stays the text that was signed; only its state moves on.
    Trigger("charterversion_fixed", "signatories_charterversion", f"UPDATE OF {CHARTER_FIXED_COLUMNS}"),
    Trigger("article_fixed", "signatories_article", "UPDATE"),
    Trigger("commitment_fixed", "signatories_commitment", "UPDATE"),
    # A report that was published stays as it was published; corrections stand beside it.
    Trigger("edition_fixed", "evaluations_edition", "UPDATE"),
    Trigger("edition_kept", "evaluations_edition", "DELETE"),
)
TRUNCATES = tuple(
    Trigger(f"{name}_truncate", f"signatories_{name}", "TRUNCATE")
    for name in ("event", "eventnaming", "registerentry")
)

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION signatories_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def install(apps: StateApps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Put in place every trigger whose table and column are there by now, replacing those that stand already."""
    remove(None, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for trigger in _possible(schema_editor.connection):
        schema_editor.execute(_create(trigger, schema_editor.connection.vendor), params=None)


def remove(apps: StateApps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # RunPython's
    """Take every trigger away."""
    for trigger in _possible(schema_editor.connection):
        schema_editor.execute(drop(trigger, schema_editor.connection.vendor), params=None)


def triggers_of(connection: BaseDatabaseWrapper) -> tuple[Trigger, ...]:
    """The triggers this engine has: only PostgreSQL can truncate a table."""
    return TRIGGERS + TRUNCATES if connection.vendor == "postgresql" else TRIGGERS


def _possible(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The first migration that installs triggers comes before some of the tables and columns."""
    with connection.cursor() as cursor:
        columns = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
            if table in {trigger.table for trigger in TRIGGERS}
        }
    return [
        trigger
        for trigger in triggers_of(connection)
        if trigger.table in columns and set(trigger.columns) <= columns[trigger.table]
    ]


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
