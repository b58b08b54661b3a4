"""Where slices may add to what concerns people, territories and the whole site; the portal shows what they add.

What concerns an association is in `organisations/places.py`. Who asks is an `Actor`; a visitor has no person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from qpv_charter.toolkit.contributions import Place, Section
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import User
from signatories.territories.models import Department, Qpv


@dataclass(frozen=True)
class NavigationLink:
    """A link of the main navigation, the current one under any of these paths (its own at least)."""

    label: str
    href: str
    under: tuple[str, ...] = ()

    def is_current(self, path: str) -> bool:
        return path.startswith(self.under or (self.href,))


class Share(Enum):
    """What a line of the team's day asks of it."""

    DECIDE = "decide"
    CALL = "call"  # something could go wrong: somebody to call, never a sanction
    NEWS = "news"  # it was decided or asked, and nobody has heard of it since


@dataclass(frozen=True)
class Line:
    """One thing that waits for somebody of the team; `href` leads to where it is settled."""

    text: str
    href: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Pile:
    """What waits of one kind, of what who asks may settle: `rows`, each waiting since the moment, or the day, of
    its field `since`, and told by `line`. `slug` names the pile for good, and `counted` its rows, one and several;
    all of them are at `href`."""

    slug: str
    share: Share
    counted: tuple[str, str]
    href: str
    rows: "QuerySet[Any]"
    since: str
    line: Callable[[Any], Line]


@dataclass(frozen=True)
class Waiting:
    """A card of what goes on beside the team's lines. Below its title, `text`, or a template given `section`, this
    context."""

    title: str
    href: str
    text: str = ""
    template: str = ""
    context: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkspaceLink:
    """Something the team may do, with how many there are if that helps."""

    label: str
    href: str
    count: int | None = None


@dataclass(frozen=True)
class Asked:
    """Something that waits for an answer, in a sentence, and the link that leads to where one answers."""

    text: str
    label: str
    href: str


@dataclass(frozen=True)
class Period:
    """From a day to another, which is not part of it."""

    start: date
    end: date


@dataclass(frozen=True)
class News:
    """Something that happened and that anyone may read, for the journal of a territory."""

    at: datetime
    title: str
    href: str
    text: str = ""


@dataclass(frozen=True)
class CalendarDate:
    """Something at a date, for a page or an iCalendar file: in the time zone of its place, where people read its
    hour. `ends_at` is None when nobody said."""

    starts_at: datetime
    title: str
    href: str
    ends_at: datetime | None = None
    where: str = ""


@dataclass(frozen=True)
class Door:
    """A way to live a commitment of the charter (its slug), and where it begins."""

    commitment: str
    label: str
    href: str
    text: str = ""


@dataclass(frozen=True)
class Leaver:
    """Somebody who asked to be forgotten, while what is known of them is still there.

    `addresses` are all those they had, in lower case; `person` is None for somebody who never had an account."""

    addresses: frozenset[str]
    person: User | None = None


NAVIGATION: Place[[Actor], NavigationLink] = Place("navigation")
DEPARTMENT: Place[[Department, Actor], Section] = Place("a department’s page", address=["code"])
# It runs the monthly meeting, in this order: what is to be done before next time (under 300), the dates (300), the
# last time and its notes (400), who does what on which day (600), then what goes on. Printed too, on two sheets.
NEIGHBOURHOOD: Place[[Qpv, Actor], Section] = Place("a neighbourhood’s page", address=["code"])
# The lines of the team's day: those of a pile are counted, put off and read by who may settle them.
WORKSPACE_LINES: Place[[TeamMember], Pile] = Place("what waits for the team, line by line")
WORKSPACE_WAITING: Place[[TeamMember], Waiting] = Place("what goes on in the team’s workspace")
WORKSPACE_LINKS: Place[[TeamMember], WorkspaceLink] = Place("the links of the team’s workspace")
DOORS: Place[[Actor], Door] = Place("the ways to live the charter")
# For the weekly letter: for somebody who signed in once, whatever she acts for.
ASKED_OF_PERSON: Place[[Actor], Asked] = Place("what is asked of a person")
# The whole country when no department is named. Only what anyone may read goes into a journal.
JOURNAL: Place[[Department | None, Period], News] = Place("the journal of a territory")
CALENDAR: Place[[Actor, Department | None, Period], CalendarDate] = Place("the calendar of a territory")
# Each slice empties or removes what it holds of somebody, in the transaction of the one who erases. The account
# comes last: until then it says who it was.
FORGET_PERSON: Place[[Leaver], None] = Place("forgetting a person")
