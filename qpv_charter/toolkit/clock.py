"""Times of a place: what people say is a date, an hour and where; the instant is derived, never typed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateformat import format as format_date

M = TypeVar("M", bound="Timed")
SAID = {"day", "at", "zone"}


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, at which a clock of `zone` (IANA) shows this hour; the first, of an hour shown twice.

    Raises ValueError, in French, for an hour that the clocks skip."""
    shown = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    found = shown.astimezone(UTC)
    if found.astimezone(shown.tzinfo).replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise ValueError(
            f"Le {format_date(day, 'j F Y')}, les horloges avancent d’une heure\u202f: il n’y a pas de "
            f"{at.hour}\u202fh\u202f{at:%M} cette nuit-là. Choisissez une autre heure."
        )
    return found


def said_day(day: date) -> str:
    """« samedi 6 mars 2027 », « dimanche 1er mars 2026 »."""
    return f"{format_date(day, 'l')} {'1er' if day.day == 1 else day.day} {format_date(day, 'F Y')}"


def said_hour(at: time) -> str:
    """« 14 h », « 9 h 05 », with thin spaces that do not break."""
    return f"{at.hour}\u202fh\u202f{at:%M}" if at.minute else f"{at.hour}\u202fh"


class InstantField(models.DateTimeField[datetime | str, datetime]):
    """The instant of a Timed row, derived each time it is written, one by one or in bulk."""

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime:  # noqa: ARG002, FBT001  # Django's signature
        row: Any = model_instance
        row.starts_at = instant(row.day, row.at, row.zone)
        found: datetime = row.starts_at
        return found


class TimedQuerySet(models.QuerySet[M]):
    def update(self, **values: Any) -> int:
        """Raises TypeError for a date, an hour or a zone alone: the instant would stay behind. Save the rows."""
        if SAID & values.keys() and "starts_at" not in values:
            message = "Save each row: starts_at is derived from day, at and zone."
            raise TypeError(message)
        return super().update(**values)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows, names = list(objs), set(fields)
        if names & SAID:
            names.add("starts_at")
            for row in rows:
                row.starts_at = instant(row.day, row.at, row.zone)
        return super().bulk_update(rows, sorted(names), batch_size)


class Timed(models.Model):
    """What happens at an hour of a place: its date, hour and zone are kept as they were said, and stay right when
    the rules of a zone change; `starts_at` sorts and reminds."""

    day = models.DateField("date")
    at = models.TimeField("heure")
    zone = models.CharField("fuseau horaire", max_length=40)
    starts_at = InstantField("instant", editable=False, blank=True)

    objects = TimedQuerySet[Self].as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Raises ValueError, in French, for an hour that the clocks skip."""
        if update_fields is not None and SAID & set(update_fields):
            update_fields = {*update_fields, "starts_at"}
        super().save(*args, update_fields=update_fields, **options)

    def place_in_time(self) -> None:
        """Derive the instant before it is saved, for who compares it first. Raises ValueError, in French, for an
        hour that the clocks skip."""
        self.starts_at = instant(self.day, self.at, self.zone)

    @property
    def local(self) -> datetime:
        """The instant, as the clocks of the place show it."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def said(self) -> str:
        """As one says it there: « samedi 6 mars 2027 à 14 h », « dimanche 1er mars 2027 à 9 h 05 »."""
        return f"{said_day(self.day)} à {said_hour(self.at)}"

    def clean(self) -> None:
        super().clean()
        if self.day and self.at and self.zone:
            try:
                instant(self.day, self.at, self.zone)
            except ValueError as error:
                raise ValidationError({"at": str(error)}) from error
