from typing import Any

from django.db import migrations, models


def without_a_journal(apps: Any, schema_editor: Any) -> None:
    """A crash of PostgreSQL may forget counts, and nothing else: no count waits for the disk."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE toolkit_counter SET UNLOGGED")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("uses", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={"verbose_name": "compteur"},
        ),
        migrations.RunPython(without_a_journal, migrations.RunPython.noop),
    ]
