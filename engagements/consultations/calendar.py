"""The dates of calls for calendars (RFC 5545): whole days, since each lasts until its end where the call is."""

from collections.abc import Iterable, Iterator
from datetime import date

from icalendar import Calendar, Event

from engagements.consultations.models import Call
from qpv_charter.toolkit.links import absolute

TYPE = "text/calendar; charset=utf-8"
# Of UIDs: they stay, whatever the address of the site.
DOMAIN = "appels.charte-inter-associative"
DATES = {
    "pre_file_on": "pré-dossier",
    "last_on": "date limite",
    "committee_on": "comité",
    "answer_on": "réponse",
}


def written(calls: Iterable[Call]) -> bytes:
    """An iCalendar file of the dates of calls; what is expected has none yet."""
    calendar = Calendar()
    calendar.add("prodid", "-//Charte de coopération inter-associative//Appels//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Appels à projets")
    for call in calls:
        for event in _events(call):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(call: Call) -> Iterator[Event]:
    for field, what in DATES.items():
        on: date | None = getattr(call, field)
        if on:
            event, last = Event(), next(iter(call.changes.all()), None)
            event.add("uid", f"{call.pk}-{field}@{DOMAIN}")
            event.add("sequence", call.revision)
            event.add("dtstamp", last.changed_at if last else call.written_at)
            event.add("dtstart", on)
            event.add("summary", f"{call.name}\u202f: {what}")
            event.add("location", call.place)
            event.add("url", absolute(call.get_absolute_url()))
            yield event
