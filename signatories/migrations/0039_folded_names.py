"""People are found by their names folded, as associations are: those that are there are folded once."""

from django.db import migrations, models

from qpv_charter.toolkit.text import key_of

CHUNK = 500


def fold_names(apps, schema_editor):
    _fold(apps.get_model("signatories", "User"), "name_key", lambda row: f"{row.first_name} {row.last_name}")
    _fold(apps.get_model("signatories", "Mandate"), "signer_key", lambda row: row.signer_name)


def _fold(model, field, name_of):
    for row in model._base_manager.order_by("pk").iterator(chunk_size=CHUNK):
        model._base_manager.filter(pk=row.pk).update(**{field: key_of(name_of(row))})


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0038_corrected_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="name_key",
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="mandate",
            name="signer_key",
            field=models.CharField(default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
