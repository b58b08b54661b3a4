"""Dates as they are typed, before they are those of a gathering; and those that a form suggests."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as format_date

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.clock import instant

MOST_TIMES, SUGGESTED = 12, 5
FURTHEST, WEEK = timedelta(days=400), timedelta(days=7)
EVENING, MORNING, AFTERNOON = time(18, 30), time(10), time(14, 30)
SATURDAY, SUNDAY = 5, 6
# When people who work, look after children or give their evenings can come (commitment « participation »).
SUITS = ((1, EVENING), (3, EVENING), (SATURDAY, MORNING), (SATURDAY, AFTERNOON), (SUNDAY, AFTERNOON))

NTH = ("premier", "deuxième", "troisième", "quatrième", "dernier")  # as `next_of` counts them


class When(NamedTuple):
    """A date and an hour, as the clocks of the place show them."""

    day: date
    at: time


def suggested(today: date) -> list[When]:
    """Five evenings and moments of a weekend, none before ten days from now: people get organised."""
    start = today + timedelta(days=10)
    return sorted(When(start + timedelta(days=(day - start.weekday()) % 7), at) for day, at in SUITS)


def next_of(day: date, *, monthly: bool, after: date) -> date:
    """The first date after a day when what comes back does: the same day of the week, or of the month (the first
    Thursday; the last one, where it was the fifth)."""
    following = day
    while following <= max(day, after):
        following = _same_of_next_month(following, nth=(day.day - 1) // 7) if monthly else following + WEEK
    return following


def _same_of_next_month(day: date, *, nth: int) -> date:
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7) + nth * WEEK
    return found if found.month == first.month else found - WEEK


def said_rhythm(day: date, *, monthly: bool) -> str:
    """« chaque mardi », « le premier mardi du mois »."""
    weekday = format_date(day, "l")
    return f"le {NTH[(day.day - 1) // 7]} {weekday} du mois" if monthly else f"chaque {weekday}"


def read_when(when: When, *, zone: str, now: datetime | None = None) -> datetime:
    """The instant of a date that may be proposed. Raises ValueError, in French, for an hour that the clocks skip,
    for what has passed, for what is more than a year away: most likely a slip."""
    now = now or timezone.now()
    starts_at = instant(when.day, when.at, zone)
    if starts_at <= now:
        raise ValueError("Cette date est passée. Choisissez-en une à venir.")
    if starts_at > now + FURTHEST:
        raise ValueError("Cette date est dans plus d’un an. Vérifiez l’année.")
    return starts_at


def read_times(times: Sequence[When], *, zone: str) -> list[When]:
    """The dates of a gathering, each once, in order. Raises ActionRefused, with a sentence."""
    if not times:
        raise ActionRefused("Proposez au moins une date.")
    every = sorted({*times})
    if len(every) > MOST_TIMES:
        raise ActionRefused(f"Proposez {MOST_TIMES} dates au plus\u202f: au-delà, répondre devient long.")
    for when in every:
        try:
            read_when(when, zone=zone)
        except ValueError as error:
            raise ActionRefused(str(error)) from error
    return every
