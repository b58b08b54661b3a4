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
from signatories.people.places import CALENDAR, DOORS, JOURNAL, CalendarDate, Door, News, Period
from signatories.territories.models import Department

AHEAD = BACK = timedelta(days=60)
DAY = timedelta(days=1)
SHOWN = 5  # dates near who acts for an association, and news


@public
@require_safe
@kept_for_visitors("doors")
def acting(request: HttpRequest) -> HttpResponse:
    """What one can do for each commitment; to who acts for an association, what is going on near it too."""
    actor = actor_of(request)
    department = _department_of(actor)
    doors = DOORS.gather(actor)
    every = [_with_doors(pledge, doors) for pledge in (*commitments.TOGETHER, *commitments.AUTHORITIES)]
    context = {
        "ways": [pledge for pledge in every if pledge["doors"]],
        "others": [pledge for pledge in every if not pledge["doors"]],
        "near": _near(actor, department) if department else [],
        "lately": _lately(department) if department else [],
    }
    return render(request, "portal/acting.html", context)


def _with_doors(pledge: dict[str, object], doors: list[Door]) -> dict[str, object]:
    return pledge | {"doors": [door for door in doors if door.commitment == pledge["slug"]]}


def _department_of(actor: Actor) -> Department | None:
    """That of the association that the actor acts for."""
    commune = actor.organisation.commune if isinstance(actor, Contact) else None
    return commune.department if commune else None


def _near(actor: Actor, department: Department) -> list[tuple[CalendarDate, str]]:
    """The next dates there, each at the hour of there."""
    today = timezone.localdate()
    dates = CALENDAR.gather(actor, department, Period(today, today + AHEAD))
    return [(date, moment(date.starts_at)) for date in sorted(dates, key=lambda each: each.starts_at)[:SHOWN]]


def _lately(department: Department) -> list[News]:
    """What was closed, done or signed there, the last first."""
    today = timezone.localdate()
    news = JOURNAL.gather(department, Period(today - BACK, today + DAY))
    return sorted(news, key=lambda each: each.at, reverse=True)[:SHOWN]
