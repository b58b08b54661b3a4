"""What the tests of decisions start from."""

from datetime import date
from typing import Any

from django.utils import timezone

from engagements.decisions.actions import Facts, decide
from engagements.decisions.models import Audience, Decision, end_of
from engagements.scope.places import Place
from signatories.people.actors import Actor
from tests.engagements.needs.scenes import a_contact, an_animator, franc_moisin, in_days, the_team

__all__ = ["a_contact", "an_animator", "franc_moisin", "in_days", "the_team"]

LIGHT = "Demander à la ville de réparer la lumière (exemple)"


def in_months(number: int) -> date:
    """The first of a month, so many after this one, or before."""
    this = timezone.localdate()
    year, month = divmod(this.year * 12 + this.month - 1 + number, 12)
    return date(year, month + 1, 1)


def facts(**more: Any) -> Facts:
    """Something that Fatou does this month, unless an association is named."""
    who: dict[str, Any] = {} if more.get("organisation") else {"called": "Fatou (exemple)"}
    return Facts(**({"text": LIGHT, "month": in_months(0), **who} | more))


def a_decision(
    *, by: Actor | None = None, place: Place | None = None, audience: str = Audience.PLACE, **more: Any
) -> Decision:
    """Decided in Franc-Moisin: what the association that writes it is to do, unless it says who is."""
    by = by or a_contact()
    if not {"organisation", "called"} & {*more}:
        more["organisation"] = getattr(by, "organisation", None)
    return decide(facts(**more), by=by, place=place or franc_moisin(), audience=audience)


def months_ago(decision: Decision, number: int) -> Decision:
    """The same, that was for a month that is over: nobody writes one so."""
    Decision.objects.filter(pk=decision.pk).update(month=in_months(-number))
    decision.refresh_from_db()
    return decision


def last_day(decision: Decision) -> date:
    return end_of(decision.month)
