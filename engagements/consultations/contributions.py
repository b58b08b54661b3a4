"""What calls add elsewhere: words, a card to a neighbourhood, a step to the space, a link to the workspace."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse

from engagements.consultations import queries
from engagements.consultations.lists import CallFilters, Calls
from engagements.consultations.models import Call, CallChange
from engagements.consultations.rules import may_write
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, kept
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_STEPS, Step
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    CALENDAR,
    DOORS,
    NEIGHBOURHOOD,
    WORKSPACE_LINKS,
    CalendarDate,
    Door,
    Period,
    WorkspaceLink,
)
from signatories.territories.models import Department, Qpv

SHOWN = 5

declare(
    {
        "call.announced": "Appel signalé",
        "call.expected": "Appel attendu pour la prochaine fois",
        "call.corrected": "Appel corrigé",
        "call.hidden": "Appel retiré",
        "call.shown": "Appel montré de nouveau",
    }
)

A_CALL = "it says what a funder published, and nothing of who wrote it here"
kept(Call, "commitments", "name", "link", "link_key", "launched_by", "deposit", why=A_CALL)
kept(Call, "written_by", why=ACCOUNT)
kept(CallChange, "before", why=A_CALL)
kept(CallChange, "changed_by", why=ACCOUNT)


@NEIGHBOURHOOD.contribute(order=730, pages=["calls:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    """The calls whose date comes next; never what associations say of them."""
    found = list(queries.at(qpv, actor)[: SHOWN + 1])
    if not found:
        return None
    href = Calls(filters=CallFilters(department=qpv.department)).href()
    context = {"calls": found[:SHOWN], "more": len(found) > SHOWN, "href": href}
    return Section("Appels à projets", "engagements/consultations/_neighbourhood.html", context, key="appels")


@DOORS.contribute(order=300)
def door(actor: Actor) -> Door:
    return Door(
        "concertation",
        "Appels à projets",
        reverse("consultations:list"),
        "Les appels en cours et attendus, la prochaine date d’abord\u202f: parlez-vous avant d’y répondre.",
    )


@SPACE_STEPS.contribute(order=730)
def of_space(actor: Contact) -> Step | None:
    if not may_write(actor):
        return None
    return Step(
        "Signaler un appel à projets",
        "Un nom, un lien, une date limite\u202f: vos voisines le verront à temps pour en parler.",
        reverse("consultations:new"),
    )


@WORKSPACE_LINKS.contribute(order=730)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    theirs = queries.calls(actor).filter(actor.animated("department"))
    return WorkspaceLink("Appels à projets", reverse("consultations:list"), theirs.count())


@CALENDAR.contribute(order=730)
def dates(actor: Actor, department: Department | None, period: Period) -> list[CalendarDate]:
    """The dates of calls, each at the end of its day there."""
    days = (period.start, period.end)
    found = Call.objects.visible_to(actor).filter(Q(last_on__range=days) | Q(pre_file_on__range=days))
    if department:
        found = found.filter(department=department)
    every = [date for call in found.with_place() for date in _dates_of(call)]
    return [date for date in every if period.start <= date.starts_at.date() < period.end]


def _dates_of(call: Call) -> list[CalendarDate]:
    named = [(call.pre_file_on, "pré-dossier"), (call.last_on, "date limite")]
    return [
        CalendarDate(
            starts_at=datetime.combine(on, time(23, 59), ZoneInfo(call.zone_of_place)),
            title=f"{call.name}\u202f: {what}",
            href=call.get_absolute_url(),
        )
        for on, what in named
        if on
    ]
