"""The history of one or several objects, as a page tells it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Model

from signatories.history.kinds import words_of
from signatories.history.models import Event, EventNaming, reference


@dataclass(frozen=True)
class HistoryLine:
    """`note` is empty where the event only names the object: it belongs to another one."""

    at: datetime
    words: str
    by: str
    note: str


def revision_of(*subjects: Model) -> int:
    """What tells the state of these objects from an earlier one: their last event; 0 before any (1 query)."""
    last = Event.objects.about(*subjects).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def revisions_of(*groups: Collection[Model]) -> list[int]:
    """`revision_of` each group of objects, for a page of them (2 queries)."""
    every = [subject for group in groups for subject in group]
    last: dict[tuple[str, str], int] = {}
    for events, its in ((Event.objects.of(*every), "pk"), (EventNaming.objects.naming(*every), "event")):
        found = events.order_by().values_list("subject_type", "subject_id").annotate(Max(its))
        for kind, identifier, event in found:
            last[kind, identifier] = max(event, last.get((kind, identifier), 0))
    return [max((last.get(reference(subject), 0) for subject in group), default=0) for group in groups]


def history_of(*subjects: Model, since: int = 0) -> list[HistoryLine]:
    """What happened to these objects, newest first, in words (1 query); after a revision, if one is given."""
    return [
        HistoryLine(
            event.at,
            words_of(event.kind, source=str(event.data.get("source", ""))),
            str(event.actor or ""),
            event.note if event.is_of(*subjects) else "",
        )
        for event in Event.objects.about(*subjects).filter(pk__gt=since).select_related("actor")
    ]
