"""The one way to write the history."""

from typing import Any

from django.db.models import Model

from signatories.history.models import Event
from signatories.people.models import User


def record(kind: str, subject: Model, *, by: User | None, note: str = "", **data: Any) -> Event:
    """Append an event inside the caller's transaction; `data` holds codes and identifiers, never names."""
    return Event.objects.create(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor=by,
        note=note,
        data=data,
    )


def forget_notes(subject: Model) -> None:
    """Empty the free text of an object's events, when a person or an association is erased."""
    Event.objects.about(subject).exclude(note="").update(note="")
