"""Who did what, when: append-only events on any object, in words the federation can read."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject: models.Model) -> "EventQuerySet":
        """The events of one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


class Event(models.Model):
    """One thing that happened. Never changed nor removed, save its `note`, which erasing a person empties.

    Triggers in the database refuse the rest (migration 0002). `data` never holds anything personal."""

    at = models.DateTimeField("quand", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qui"
    )
    kind = models.CharField("quoi", max_length=60)
    subject_type = models.CharField("type d’objet", max_length=60)
    subject_id = models.CharField("objet", max_length=40)
    note = models.TextField("précision", blank=True)
    data = models.JSONField("données", default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        ordering = ["-at", "-pk"]
        indexes = [models.Index("subject_type", "subject_id", name="event_subject")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.subject_type} {self.subject_id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("History is append-only.")
        super().save(*args, **kwargs)
