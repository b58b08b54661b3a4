"""Who is closed, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from engagements.closures.models import Closure
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class Openings:
    """When signatories say they are closed in the months to come, by name, and how many others there are."""

    closed: Mapping[Organisation, list[Closure]]
    others: int


def is_closed(organisation: Organisation, day: date) -> bool:
    """One query."""
    return Closure.objects.of(organisation).on(day).exists()


def openings(qpv: Qpv, *, on: date) -> Openings | None:
    """What signatories of a neighbourhood said of the four months to come; None when nobody said anything.

    One query, two where somebody did."""
    seen = Signature.objects.published().values("organisation")
    there = Organisation.objects.filter(qpvs=qpv, pk__in=seen)
    soon = Closure.objects.not_over(on).filter(starts_on__lte=on + AHEAD, organisation__in=there.values("pk"))
    ordered = soon.select_related("organisation").order_by("organisation__name_key", "organisation", "starts_on")
    closed = {who: [*theirs] for who, theirs in groupby(ordered, key=lambda closure: closure.organisation)}
    return Openings(closed, there.count() - len(closed)) if closed else None
