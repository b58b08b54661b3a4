"""Days where a call is: it closes at the end of its last day there, which in Tahiti is not yet that of Paris."""

from calendar import monthrange
from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from signatories.territories.models import OVERSEAS_TIMES, PARIS

MONTHS = 12


def today_in(zone: str) -> date:
    """The day it is where clocks are those of `zone` (IANA)."""
    return timezone.localdate(timezone=ZoneInfo(zone))


def not_past(field: str) -> Q:
    """The rows with a `department` whose day `field` is not over there."""
    paris, elsewhere = today_in(PARIS), _away_from_paris()
    away = [code for codes in elsewhere.values() for code in codes]
    found = Q(**{f"{field}__gte": paris}) & ~Q(department__in=away)
    for day, codes in elsewhere.items():
        found |= Q(**{f"{field}__gte": day}, department__in=codes)
    return found


def months_away(day: date, months: int) -> date:
    """The same day, `months` later or, below zero, earlier; the last of a month that is too short."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _away_from_paris() -> dict[date, list[str]]:
    """The departments, by code, where it is another day than in Paris now, by that day."""
    paris, elsewhere = today_in(PARIS), defaultdict(list)
    for code, zone in OVERSEAS_TIMES.items():
        if (day := today_in(zone)) != paris:
            elsewhere[day].append(code)
    return elsewhere
