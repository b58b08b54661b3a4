"""The team's day: ten lines of all that waits, and how many more there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Window
from django.utils import timezone

from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINES, Line, Pile, Share
from signatories.today.models import PutOff

# A day's lines: what waits for a decision never hides who should be called. What one part leaves, the next takes.
PARTS = {Share.DECIDE: 5, Share.CALL: 3, Share.NEWS: 2}
TITLES = {Share.DECIDE: "À décider", Share.CALL: "À appeler", Share.NEWS: "Sans nouvelles"}
MOST = sum(PARTS.values())


@dataclass(frozen=True)
class DayLine:
    """A line where it is shown; `about` is the key of its row."""

    pile: Pile
    about: str
    line: Line
    since: date


@dataclass(frozen=True)
class Heap:
    """How many rows of a pile wait, and how many of them are put off."""

    pile: Pile
    waiting: int
    later: int


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[DayLine]


@dataclass(frozen=True)
class Today:
    parts: list[Part]
    heaps: list[Heap]

    @property
    def shown(self) -> int:
        return sum(len(part.lines) for part in self.parts)

    @property
    def waiting(self) -> int:
        return sum(heap.waiting for heap in self.heaps)

    @property
    def others(self) -> int:
        """How many wait beside the lines shown."""
        return self.waiting - self.shown

    @property
    def later(self) -> int:
        return sum(heap.later for heap in self.heaps)


@dataclass(frozen=True)
class LaterLine:
    shown: DayLine
    put: PutOff


def today(actor: TeamMember) -> Today:
    """One query for what is put off; of a pile two, and one more where some of it is put off."""
    put_off = PutOff.objects.standing().by_pile()
    heaps, lines = [], []
    for pile in WORKSPACE_LINES.gather(actor):
        heap, oldest = _read(pile, put_off.get(pile.slug, set()))
        heaps.append(heap)
        lines += oldest
    return Today(chosen(lines), [heap for heap in heaps if heap.waiting or heap.later])


def chosen(lines: Iterable[DayLine]) -> list[Part]:
    """Ten at most, the oldest of each part first; a part without lines is left out."""
    ordered = sorted(lines, key=lambda each: each.since)
    kept = {share: [each for each in ordered if each.pile.share is share] for share in PARTS}
    room = {share: min(most, len(kept[share])) for share, most in PARTS.items()}
    for share, waiting in kept.items():
        room[share] += min(MOST - sum(room.values()), len(waiting) - room[share])
    return [Part(TITLES[share], kept[share][: room[share]]) for share in PARTS if room[share]]


def later(actor: TeamMember) -> list[LaterLine]:
    """What is put off and still waits, the first day first (1 query, and one a pile that has some)."""
    put_off = {(each.pile, each.about): each for each in PutOff.objects.standing().select_related("by")}
    found = []
    for pile in WORKSPACE_LINES.gather(actor):
        keys = {about for slug, about in put_off if slug == pile.slug}
        lines = [day_line(pile, row) for row in pile.rows.filter(pk__in=keys)]
        found += [LaterLine(line, put_off[pile.slug, line.about]) for line in lines]
    return sorted(found, key=lambda each: (each.put.until, each.put.pk))


def line_of(actor: TeamMember, slug: str, about: str) -> DayLine | None:
    """A line that waits for who asks, put off or not; None for what is not hers, or waits no more."""
    for pile in WORKSPACE_LINES.gather(actor):
        if pile.slug == slug:
            try:
                row = pile.rows.filter(pk=about).first()
            except (ValueError, ValidationError):  # no key of that model
                return None
            return day_line(pile, row) if row else None
    return None


def day_line(pile: Pile, row: Any) -> DayLine:
    since = getattr(row, pile.since)
    day = timezone.localdate(since) if isinstance(since, datetime) else since
    return DayLine(pile, str(row.pk), pile.line(row), day)


def _read(pile: Pile, put_off: set[str]) -> tuple[Heap, list[DayLine]]:
    """How many rows wait, and the oldest, of what is found once: then those alone are read whole."""
    found = pile.rows.exclude(pk__in=put_off).order_by(pile.since, "pk")
    oldest = dict(found.annotate(every=Window(Count("pk"))).values_list("pk", "every")[:MOST])
    later = pile.rows.filter(pk__in=put_off).order_by().count() if put_off else 0
    rows = pile.rows.in_bulk(oldest)
    lines = [day_line(pile, rows[key]) for key in oldest if key in rows]
    return Heap(pile, next(iter(oldest.values()), 0), later), lines
