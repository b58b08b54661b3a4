"""The links of invitations become keys; those already mailed go on working."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def keep_links(apps, schema_editor):  # what RunPython calls
    Invitation = apps.get_model("signatories", "Invitation")
    InvitationKey = apps.get_model("signatories", "InvitationKey")
    InvitationKey.objects.bulk_create(
        [
            InvitationKey(
                target=invitation,
                digest=invitation.token_hash,
                created_at=invitation.created_at,
                expires_at=invitation.expires_at,
            )
            for invitation in Invitation.objects.all()
        ]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0008_event_namings"),
    ]

    operations = [
        migrations.CreateModel(
            name="InvitationKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("purpose", models.CharField(default="open", max_length=20)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="signatories.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "clé d’une invitation",
                "verbose_name_plural": "clés d’une invitation",
                "abstract": False,
                "indexes": [models.Index(fields=["digest"], name="invitationkey_digest")],
            },
        ),
        migrations.RunPython(keep_links, migrations.RunPython.noop),
    ]
