"""What the tests of needs start from."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from engagements.flags.actions import hide
from engagements.flags.places import kinds
from engagements.needs.actions import Line, Occasion, note
from engagements.needs.models import Need
from engagements.scope.places import Place, place_of
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role
from signatories.territories.models import Qpv
from tests.factories import a_published_signature, a_qpv, a_team_member, a_user, an_organisation

LIGHT = "La lumière est coupée dans l’allée (exemple)"


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def a_contact(*, qpv: Qpv | None = None, published: bool = True, name: str = "") -> Contact:
    """Somebody who acts for an association that acts in Franc-Moisin, and has signed."""
    organisation = an_organisation(name=name, contact=(person := a_user()))
    organisation.qpvs.add(qpv or a_qpv())
    if published:
        a_published_signature(organisation=organisation)
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def the_team() -> TeamMember:
    return TeamMember(person=a_team_member(), roles=frozenset({Role.Kind.NATIONAL}))


def an_animator(*departments: str) -> TeamMember:
    roles = frozenset({Role.Kind.TERRITORIAL})
    return TeamMember(person=a_user(), roles=roles, departments=frozenset(departments))


def franc_moisin() -> Place:
    return place_of(qpvs=[a_qpv()], department=None)


def last_month() -> Occasion:
    return Occasion(said_in=in_days(-30), called="café des parents")


def a_need(
    *, by: Contact | None = None, text: str = LIGHT, how_many: int = 1, is_public: bool = True, **more: Any
) -> Need:
    place = more.pop("place", None) or franc_moisin()
    line = Line(text=text, how_many=how_many, **more)
    return note([line], by=by or a_contact(), place=place, occasion=last_month(), is_public=is_public)[0]


def seen_by(*actors: Actor) -> list[list[Need]]:
    return [[*Need.objects.visible_to(actor)] for actor in actors]


def hidden(need: Need) -> Need:
    """The same, which the team hid for a reason."""
    hide(kinds()["besoin"], need, by=the_team(), why="Nomme quelqu’un.")
    need.refresh_from_db()
    return need
