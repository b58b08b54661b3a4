"""Calls are hidden and reported as other texts are. What was hidden before waits to be read again: its author learns
why, and may ask that somebody else reads it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def hidden_ones_wait(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """`digest` is that of no words: nobody has kept these."""
    call, case = (apps.get_model("engagements", name) for name in ("Call", "Case"))
    hidden = call.objects.filter(is_public=False)
    open_ones = case.objects.filter(kind="appel").exclude(state="kept").values("about")
    case.objects.bulk_create(
        case(kind="appel", about=each.pk, digest="", department=each.department, author=each.written_for)
        for each in hidden.exclude(pk__in=open_ones).select_related("department", "written_for")
    )
    hidden.update(hidden_at=timezone.now())


def hidden_ones_are_not_public(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Cases stay: whoever comes forward again opens none twice."""
    apps.get_model("engagements", "Call").objects.exclude(hidden_at=None).update(is_public=False)


class Migration(migrations.Migration):
    dependencies = [("engagements", "0017_debates")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="hidden_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="retiré le"),
        ),
        migrations.RunPython(hidden_ones_wait, hidden_ones_are_not_public, elidable=True),
        migrations.RemoveField(model_name="call", name="is_public"),
    ]
