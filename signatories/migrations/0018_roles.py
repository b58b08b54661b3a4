"""Roles of the team, as dated rows."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0017_date_of_signing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "animation nationale"),
                            ("territorial", "animation territoriale"),
                            ("committee", "lecture pour le comité de suivi"),
                            ("confided", "lecture de ce qui est confié"),
                        ],
                        max_length=12,
                        verbose_name="rôle",
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatories.department",
                        verbose_name="département",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="terminé par",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="donné par",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "rôle",
                "ordering": ["kind", "department", "started_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("kind"),
                        condition=models.Q(("department", None), ("ended_at", None)),
                        name="role_once_at_a_time",
                        violation_error_message="Cette personne a déjà ce rôle.",
                    ),
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("kind"),
                        models.F("department"),
                        condition=models.Q(("department__isnull", False), ("ended_at", None)),
                        name="role_once_at_a_time_in_a_department",
                        violation_error_message="Cette personne a déjà ce rôle dans ce département.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("department__isnull", False), ("kind", "territorial")),
                            models.Q(models.Q(("kind", "territorial"), _negated=True), ("department", None)),
                            _connector="OR",
                        ),
                        name="role_territorial_has_department",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="role_ends_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by", None), ("ended_at__isnull", False), _connector="OR"),
                        name="role_ended_has_date",
                    ),
                ],
            },
        ),
    ]
