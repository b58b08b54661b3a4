"""Which date leaves the fewest residents out, and what would bring in those who need something.

The rule, the same for all and without weights. For a date, a resident

- *comes* who said yes or « s’il le faut », and needs nothing, or nothing that is not provided for;
- *would come* who said so too, but needs something: childcare, an interpreter, a place without steps, a way
  to come. Somebody who needs two things comes with both, never with one;
- is *left out* who said no, or did not answer for that date.

The date that leaves the fewest residents out comes first; among equals, the one where fewest need something, then
where most residents said a plain yes, then where most of the others (associations, public bodies) can, then the
first of them. What a date needs is told by what it would bring in, the most first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engagements.participation.models import Says


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one answer says, whoever gave it: of each date by its key, and what it needs, in words."""

    resident: bool
    says: Mapping[int, str]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Bringing:
    """What would bring in so many residents more."""

    needs: tuple[str, ...]
    residents: int


@dataclass(frozen=True, kw_only=True)
class Date:
    """What a date would be: how many answers of each kind, how many residents are left out, need something."""

    time: int
    yes: int
    if_needed: int
    no: int
    residents: int  # who answered at all
    left_out: int
    need_something: int
    plain_yes: int  # residents
    others: int  # who can, and are no residents
    bringing: tuple[Bringing, ...]

    @property
    def can(self) -> int:
        return self.yes + self.if_needed

    @property
    def residents_who_can(self) -> int:
        return self.residents - self.left_out

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Smaller is better; the order of the dates decides between equals."""
        return self.left_out, self.need_something, -self.plain_yes, -self.others


def dates(times: Sequence[int], heard: Iterable[Heard]) -> list[Date]:
    """What each date would be, in the order given."""
    every = list(heard)
    return [_date(time, every) for time in times]


def best(found: Sequence[Date]) -> Date | None:
    """The date that leaves the fewest residents out; None as long as nobody can come to any."""
    possible = [date for date in found if date.can]
    return min(possible, key=lambda date: date.rank) if possible else None


def _date(time: int, heard: Sequence[Heard]) -> Date:
    said = Counter(each.says.get(time, "") for each in heard)
    residents = [each for each in heard if each.resident]
    can = [each for each in residents if _can(each, time)]
    needing = Counter(tuple(sorted(each.needs)) for each in can if each.needs)
    return Date(
        time=time,
        yes=said[Says.YES],
        if_needed=said[Says.IF_NEEDED],
        no=said[Says.NO],
        residents=len(residents),
        left_out=len(residents) - len(can),
        need_something=sum(needing.values()),
        plain_yes=sum(each.says.get(time) == Says.YES for each in residents),
        others=sum(not each.resident and _can(each, time) for each in heard),
        bringing=_most_first(needing),
    )


def _can(heard: Heard, time: int) -> bool:
    return heard.says.get(time) in {Says.YES, Says.IF_NEEDED}


def _most_first(needing: Mapping[tuple[str, ...], int]) -> tuple[Bringing, ...]:
    ordered = sorted(needing.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Bringing(needs=needs, residents=number) for needs, number in ordered)
