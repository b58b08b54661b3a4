"""Gatherings for calendars (RFC 5545): whose date is chosen, with the hours of the place, and nobody's name."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from engagements.participation.models import Gathering, State
from qpv_charter.toolkit.links import absolute

TYPE = "text/calendar; charset=utf-8"
# Of UIDs: they stay, whatever the address of the site.
DOMAIN = "rencontres.charte-inter-associative"
_STATUS = {State.CANCELLED: "CANCELLED"}


def written(gatherings: Iterable[Gathering], *, name: str) -> bytes:
    """An iCalendar file of those that have a date; one that was called off says so, and stays."""
    calendar = Calendar()
    calendar.add("prodid", "-//Charte de coopération inter-associative//Rencontres//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for gathering in gatherings:
        if gathering.chosen:
            calendar.add_component(_event(gathering))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(gathering: Gathering) -> Event:
    event, when = Event(), gathering.chosen
    off = gathering.state == State.CANCELLED
    event.add("uid", f"{gathering.pk}@{DOMAIN}")
    event.add("sequence", gathering.sequence)
    event.add("dtstamp", gathering.changed_at)
    if when:
        event.add("dtstart", when.local)
    event.add("summary", f"Annulée\u202f: {gathering.title}" if off else gathering.title)
    event.add("location", ", ".join(part for part in (gathering.where, gathering.place) if part))
    event.add("description", gathering.cancelled_why if off else gathering.text)
    event.add("url", absolute(gathering.get_absolute_url()))
    event.add("status", _STATUS.get(State(gathering.state), "CONFIRMED"))
    return event
