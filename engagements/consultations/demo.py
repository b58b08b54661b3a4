"""Invented calls, in each state."""

from datetime import timedelta

from django.utils import timezone

from engagements.consultations.actions.calls import CallFacts, announce, expect_again
from engagements.consultations.days import MONTHS, months_away
from engagements.consultations.models import Call, CallKind
from engagements.scope.places import place_of
from signatories.organisations.models import Theme
from signatories.people.actors import Actor
from signatories.people.demo import member_of_the_team
from signatories.people.models import Role
from signatories.territories.models import Department, Qpv

SITE = "https://example.org/appels/"


def load() -> None:
    """Make what is not there yet; needs the territories and the team."""
    team = member_of_the_team()
    if team is None or Call.objects.exists():
        return
    by = Actor(person=team, roles=frozenset({Role.Kind.NATIONAL}))
    for facts in _examples():
        announce(facts, by=by)
    expect_again(_last_years(by), by=by)


def _last_years(by: Actor) -> Call:
    """One of last year, whose dates have passed since: it is over, and expected again in two months."""
    today, department = timezone.localdate(), Department.objects.get(pk="93")
    place = place_of(qpvs=list(Qpv.objects.of_2024().filter(department=department)[:1]), department=department)
    facts = CallFacts(name="Vacances au quartier (exemple)", link=f"{SITE}vacances", last_on=today, place=place)
    call = announce(facts, by=by)
    call.last_on = months_away(today + timedelta(days=60), -MONTHS)
    call.save()
    return call


def _examples() -> list[CallFacts]:
    """One open with all that may be known, a tender, one overseas with its three fields."""
    days = {number: timezone.localdate() + timedelta(days=number) for number in (20, 45, 75, 110, 150)}
    return [
        CallFacts(
            name=f"Contrat de ville {days[45].year} (exemple)",
            link=f"{SITE}contrat-de-ville",
            last_on=days[45],
            pre_file_on=days[20],
            committee_on=days[75],
            answer_on=days[110],
            place=place_of(department=Department.objects.get(pk="93")),
            launched_by="La préfecture et les villes (exemple)",
            themes=tuple(Theme.objects.order_by("label")[:2]),
            deposit="Sur la plateforme du département (exemple)",
            local_opinion=True,
        ),
        CallFacts(
            name="Médiation de nuit (exemple)",
            link=f"{SITE}mediation",
            last_on=days[75],
            kind=CallKind.TENDER,
            launched_by="Un bailleur (exemple)",
            place=place_of(department=Department.objects.get(pk="69")),
        ),
        CallFacts(
            name="Jardins partagés (exemple)",
            link=f"{SITE}jardins",
            last_on=days[150],
            kind=CallKind.INTEREST,
            place=place_of(department=Department.objects.get(pk="974")),
        ),
    ]
