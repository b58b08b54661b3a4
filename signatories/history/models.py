"""Who did what, when, in whose name: append-only events on any object, in words the federation can read."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, *subjects: models.Model) -> "EventQuerySet":
        """The events whose principal subject is one of these objects, newest first: those whose note is theirs."""
        return self.filter(_any_of(subjects))

    def about(self, *subjects: models.Model) -> "EventQuerySet":
        """The events of these objects, and those that name them, newest first.

        A union: "either … or …" would read the whole history."""
        own = Event.objects.of(*subjects).order_by().values("pk")
        named = EventNaming.objects.naming(*subjects).order_by().values("event")
        return self.filter(pk__in=own.union(named))


class Event(models.Model):
    """One thing that happened. Never changed nor removed, save its `note`, which erasing a person empties.

    It has one principal subject, owner of its note, and may name others (EventNaming). `acts_for` is the
    identifier of the association in whose name `actor` did it, if any: associations live in a slice above.
    Triggers in the database refuse the rest (history/append_only.py). `data` never holds anything personal."""

    at = models.DateTimeField("quand", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qui"
    )
    acts_for = models.UUIDField("au nom de l’association", null=True, blank=True)
    kind = models.CharField("quoi", max_length=60)
    subject_type = models.CharField("type d’objet", max_length=60)
    subject_id = models.CharField("objet", max_length=40)
    note = models.TextField("précision", blank=True)
    data = models.JSONField("données", default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index("subject_type", "subject_id", name="event_subject"),
            models.Index("acts_for", "at", name="event_in_its_name", condition=Q(acts_for__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.subject_type} {self.subject_id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("History is append-only.")
        super().save(*args, **kwargs)

    def is_of(self, *subjects: models.Model) -> bool:
        """Whether one of these objects is its principal subject."""
        return (self.subject_type, self.subject_id) in {reference(subject) for subject in subjects}


class EventNamingQuerySet(models.QuerySet["EventNaming"]):
    def naming(self, *subjects: models.Model) -> "EventNamingQuerySet":
        return self.filter(_any_of(subjects))


class EventNaming(models.Model):
    """Another object that an event names: an association, a neighbourhood. Only ever inserted, with its event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="namings", verbose_name="événement")
    subject_type = models.CharField("type d’objet", max_length=60)
    subject_id = models.CharField("objet", max_length=40)

    objects = EventNamingQuerySet.as_manager()

    class Meta:
        verbose_name = "objet nommé par un événement"
        verbose_name_plural = "objets nommés par un événement"
        constraints = [
            models.UniqueConstraint("subject_type", "subject_id", "event", name="event_names_an_object_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("History is append-only.")
        super().save(*args, **kwargs)


def reference(subject: models.Model) -> tuple[str, str]:
    """What an event names an object by: its model, "signatories.signature", and its key in words."""
    return subject._meta.label_lower, str(subject.pk)


def _any_of(subjects: tuple[models.Model, ...]) -> Q:
    found = Q(pk=None)
    for subject in subjects:
        kind, identifier = reference(subject)
        found |= Q(subject_type=kind, subject_id=identifier)
    return found
