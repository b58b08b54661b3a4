"""Whether two calls may be one: the same page, or names alike, in one department, at about the same date."""

from collections.abc import Collection
from datetime import date, timedelta
from difflib import SequenceMatcher
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Q

from engagements.consultations.models import Call
from qpv_charter.toolkit.search import telling
from qpv_charter.toolkit.text import fold
from signatories.territories.models import Department

NEAR = timedelta(days=21)
SAME_PAGE_NEAR = timedelta(days=120)  # a page often stays from one year to the next: that is another call
MOST_COMPARED = 300
SAME_WORDS, SAME_LETTERS = 0.6, 0.85


def key_of(link: str) -> str:
    """What two addresses of one page share: neither scheme, www, fragment, mailing marks nor last slash."""
    parts = urlsplit(link.strip())
    query = "&".join(sorted(each for each in parts.query.split("&") if each and not each.startswith("utm_")))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def named_alike(name: str, other: str) -> bool:
    """Whether most words of two names are the same, numbers apart, or nearly all their letters."""
    mine, theirs = _words(name), _words(other)
    shared = len(mine & theirs) / max(1, len(mine | theirs))
    return shared >= SAME_WORDS or _nearly_the_same(SequenceMatcher(None, fold(name), fold(other)))


def _nearly_the_same(letters: SequenceMatcher[str]) -> bool:
    """The ratio costs their lengths multiplied; most names are far below it, which the two bounds say at once."""
    return all(ratio() >= SAME_LETTERS for ratio in (letters.real_quick_ratio, letters.quick_ratio, letters.ratio))


def look_alikes(
    *, name: str, link: str, department: Department, on: date, but: Collection[UUID] = ()
) -> list[Call]:
    """The calls that may be the one of this name, page, department and last date, last first (4 queries)."""
    same_page = Q(link_key=key_of(link)) & _near(on, SAME_PAGE_NEAR)
    near = Q(department=department) & _near(on, NEAR)
    found = Call.objects.filter(same_page | near, hidden_at=None).exclude(pk__in=but).with_place()
    calls = list(found.order_by("-last_on", "pk")[:MOST_COMPARED])
    key = key_of(link)
    return [call for call in calls if call.link_key == key or named_alike(name, call.name)]


def _near(on: date, distance: timedelta) -> Q:
    dated = Q(last_on__range=(on - distance, on + distance))
    return dated | Q(expected_on__range=(on - SAME_PAGE_NEAR, on + SAME_PAGE_NEAR))


def _words(name: str) -> set[str]:
    return {word for word in telling(name) if not word.isdigit()}
