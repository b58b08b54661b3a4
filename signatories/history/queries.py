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


def history_of(*subjects: Model) -> list[HistoryLine]:
    """What happened to these objects, newest first, in words (1 query)."""
    return [
        HistoryLine(
            event.at,
            words_of(event.kind),
            str(event.actor or ""),
            event.note if event.is_of(*subjects) else "",
        )
        for event in Event.objects.about(*subjects).select_related("actor")
    ]
