"""The one way to write the history."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from signatories.history import kinds
from signatories.history.models import Event, EventNaming
from signatories.people.actors import Actor
from signatories.people.models import User


@transaction.atomic
def record(
    kind: str, subject: Model, *, by: User | Actor | None, note: str = "", about: Iterable[Model] = (), **data: Any
) -> Event:
    """Append an event inside the caller's transaction; `data` holds codes and identifiers, never names.

    `about` names other objects, whose history will show the event without its note. Raises UndeclaredKindError
    for a kind that no slice has words for."""
    person, acts_for = _who(by)
    event = Event.objects.create(
        kind=kinds.require(kind),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor=person,
        acts_for=acts_for,
        note=note,
        data=data,
    )
    EventNaming.objects.bulk_create(
        EventNaming(event=event, subject_type=other._meta.label_lower, subject_id=str(other.pk)) for other in about
    )
    return event


def forget_notes(subject: Model) -> None:
    """Empty the free text of an object's own events, when a person or an association is erased."""
    Event.objects.of(subject).exclude(note="").update(note="")


def _who(by: User | Actor | None) -> tuple[User | None, UUID | None]:
    return (by.person, by.acts_for) if isinstance(by, Actor) else (by, None)
