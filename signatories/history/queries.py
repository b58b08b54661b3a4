"""The history of one or several objects, as a page tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from signatories.history.kinds import words_of
from signatories.history.models import Event


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
