"""The weekly letter: one row for each that was written, so that nobody gets two."""

import uuid

from django.db import models

from signatories.outbox.models import Message
from signatories.people.models import User


class Letter(models.Model):
    """What a person was told one week. `names` are those of what it says (`places.Told.name`), as
    `<association>/<name>`; `tries` counts how often it was written: again, when that changed before it left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="à")
    week = models.DateField("semaine du")
    names = models.JSONField("ce qu’elle dit", default=list)
    tries = models.PositiveSmallIntegerField("fois écrite", default=1)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, related_name="+", verbose_name="message envoyé"
    )

    class Meta:
        verbose_name = "lettre de la semaine"
        verbose_name_plural = "lettres de la semaine"
        ordering = ["-week", "pk"]
        constraints = [models.UniqueConstraint("person", "week", name="letter_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}"
