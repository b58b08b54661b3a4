"""The door to all that one does with the charter, commitment by commitment."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qpv_charter.portal import commitments
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.templatetags.toolkit import moment
from signatories.organisations.actors import Contact, actor_of
from signatories.people.actors import Actor
from signatories.people.places import CALENDAR, DOORS, CalendarDate, Door, Period

AHEAD = timedelta(days=60)
SHOWN = 5  # dates near who acts for an association


@public
@require_safe
@kept_for_visitors("doors")
def acting(request: HttpRequest) -> HttpResponse:
    """What one can do for each commitment; to who acts for an association, what is going on near it too."""
    actor = actor_of(request)
    doors = DOORS.gather(actor)
    every = [_with_doors(pledge, doors) for pledge in (*commitments.TOGETHER, *commitments.AUTHORITIES)]
    context = {
        "ways": [pledge for pledge in every if pledge["doors"]],
        "others": [pledge for pledge in every if not pledge["doors"]],
        "near": _near(actor),
    }
    return render(request, "portal/acting.html", context)


def _with_doors(pledge: dict[str, object], doors: list[Door]) -> dict[str, object]:
    return pledge | {"doors": [door for door in doors if door.commitment == pledge["slug"]]}


def _near(actor: Actor) -> list[tuple[CalendarDate, str]]:
    """The next dates in the department of the association that the actor acts for, each at the hour of there."""
    commune = actor.organisation.commune if isinstance(actor, Contact) else None
    if commune is None:
        return []
    today = timezone.localdate()
    dates = CALENDAR.gather(actor, commune.department, Period(today, today + AHEAD))
    return [(date, moment(date.starts_at)) for date in sorted(dates, key=lambda each: each.starts_at)[:SHOWN]]
