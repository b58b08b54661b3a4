"""What the tests of calls and consultations start from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from engagements.consultations.actions.calls import KIND, CallFacts, announce
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.actions.reporting import report_line
from engagements.consultations.actions.residents import note_residents
from engagements.consultations.actions.rooms import LineFacts, accept, ask_to_join, open_consultation, say
from engagements.consultations.models import (
    Call,
    Consultation,
    Funded,
    FundersAnswer,
    Line,
    Partner,
    ResidentsView,
    Said,
)
from engagements.flags.actions import hide
from engagements.flags.models import Case, Reason
from engagements.flags.places import kinds
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from engagements.scope.places import Place, place_of
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role, User
from signatories.territories.models import Department, Qpv
from tests.factories import a_commune, a_published_signature, a_qpv, a_team_member, a_user, an_organisation

NATIONAL = frozenset({Role.Kind.NATIONAL})


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@contextmanager
def at(when: datetime | date) -> Iterator[None]:
    """As if it were that instant, or noon that day."""
    instant = when if isinstance(when, datetime) else datetime.combine(when, time(12), UTC)
    with patch("django.utils.timezone.now", lambda: instant):
        yield


def a_contact(*, qpv: Qpv | None = None, published: bool = True, person: User | None = None) -> Contact:
    """Somebody who acts for an association that acts in Franc-Moisin, and has signed."""
    organisation = an_organisation(contact=(person := person or a_user()))
    organisation.qpvs.add(qpv or a_qpv())
    if published:
        a_published_signature(organisation=organisation)
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def the_team() -> TeamMember:
    return TeamMember(person=a_team_member(), roles=NATIONAL)


def an_animator(*departments: str) -> TeamMember:
    roles = frozenset({Role.Kind.TERRITORIAL})
    return TeamMember(person=a_user(), roles=roles, departments=frozenset(departments))


def seine_saint_denis() -> Place:
    return place_of(department=a_commune().department)


def facts(**more: Any) -> CallFacts:
    usual = CallFacts(
        name="Quartiers d’été 2027 (exemple)",
        link="https://example.org/quartiers-d-ete",
        last_on=in_days(60),
        place=more.pop("place", None) or seine_saint_denis(),
    )
    return replace(usual, **more)


def a_call(*, by: Actor | None = None, **more: Any) -> Call:
    return announce(facts(**more), by=by or the_team())


def hidden_call(call: Call | None = None, **more: Any) -> Call:
    """One that the team took out of sight."""
    call = call or a_call(**more)
    hide(kinds()[KIND], call, by=the_team(), why="Une publicité.")
    call.refresh_from_db()
    return call


def over(call: Call, *, days: int = 10) -> Call:
    """The same call, when its dates are past: nobody writes one so."""
    Call.objects.filter(pk=call.pk).update(last_on=in_days(-days))
    call.refresh_from_db()
    return call


def a_department(code: str, name: str, like: Department) -> Department:
    made, _ = Department.objects.get_or_create(
        code=code, defaults={"name": name, "zone": "drom", "region": like.region}
    )
    return made


EVENING = time(18, 30)


def a_room(
    *, by: Actor | None = None, call: Call | None = None, in_how_many: int = 10, **more: Any
) -> Consultation:
    """A consultation in Franc-Moisin, opened by one of the associations that act there, before its hour."""
    by = by or a_contact()
    place = more.pop("place", None) or place_of(qpvs=[a_qpv()], department=None)
    return open_consultation(call or a_call(), by=by, place=place, day=in_days(in_how_many), at=EVENING, **more)


def said(said: str = Said.SEEK, **more: Any) -> LineFacts:
    return LineFacts(said=said, **more)


def revealed(room: Consultation) -> Consultation:
    """The same, when its hour has come: nobody opens one so."""
    return moved_to(room, days=-1)


def moved_to(room: Consultation, *, days: int) -> Consultation:
    room.refresh_from_db()
    room.day = in_days(days)
    room.save()
    return room


@dataclass(frozen=True, kw_only=True)
class Three:
    """Three associations of a place, whose hour has come: two have a line, the third none."""

    room: Consultation
    first: Contact
    second: Contact
    third: Contact
    line: Line
    other: Line


def three(*, open_now: bool = True, **more: Any) -> Three:
    first, second, third = a_contact(), a_contact(), a_contact()
    room = a_room(by=first, **more)
    line = say(room, said(can_lead=True, audience="Les douze à seize ans (exemple)"), by=first)
    other = say(room, said(Said.ALONE, audience="Les familles (exemple)"), by=second)
    room = revealed(room) if open_now else room
    return Three(room=room, first=first, second=second, third=third, line=line, other=other)


def a_view(those: Three, *, text: str = "On ne sait pas où aller le soir (exemple)") -> ResidentsView:
    """What residents said of the project of the first."""
    return note_residents(
        those.line, Sentence(text=text, how_many=12), Occasion(said_in=in_days(-40)), by=those.first
    )


def reported_line(those: Three, line: Line | None = None, *, by: Contact | None = None) -> Case:
    """That of the second, reported by the first."""
    return report_line(line or those.other, by=by or those.first, reason=Reason.NAMES).case


def funders_told(those: Three, *, text: str = "", funded: str = Funded.PARTLY) -> FundersAnswer:
    """The first says what funders answered, once the date is past."""
    over(those.room.call)
    return tell_of_funders(those.room, by=those.first, funded=funded, text=text)


def together(those: Three) -> Partner:
    """The second joins the line of the first, which accepts."""
    return accept(ask_to_join(those.line, by=those.second), by=those.first)
