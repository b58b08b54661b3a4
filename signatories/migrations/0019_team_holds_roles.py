"""Who was of the team is a national animator: `is_staff` and what came with it are no longer a second truth."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_roles(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Since the last arrival that the history knows, else since the account was opened."""
    User, Role, Event = (apps.get_model("signatories", name) for name in ("User", "Role", "Event"))
    held = Role.objects.filter(kind="national", ended_at=None)  # once more, after having gone back
    for user in User.objects.filter(is_staff=True).exclude(pk__in=held.values("user")):
        arrivals = Event.objects.filter(
            kind="team.joined", subject_type="signatories.user", subject_id=str(user.pk)
        )
        last = arrivals.order_by("at").last()
        role = Role(user=user, kind="national", started_at=last.at if last else user.date_joined)
        role.given_by_id = last.actor_id if last else None
        role.save()


def take_them_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    User, Role = (apps.get_model("signatories", name) for name in ("User", "Role"))
    held = Role.objects.filter(kind="national", ended_at=None)
    User.objects.filter(pk__in=held.values("user")).update(is_staff=True)


class Migration(migrations.Migration):
    dependencies = [("signatories", "0018_roles")]

    operations = [
        migrations.RunPython(give_roles, take_them_back),
        migrations.RemoveField(model_name="user", name="groups"),
        migrations.RemoveField(model_name="user", name="user_permissions"),
        migrations.RemoveField(model_name="user", name="is_staff"),
        migrations.RemoveField(model_name="user", name="is_superuser"),
    ]
