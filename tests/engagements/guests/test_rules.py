"""Who invites to a neighbourhood, ends an invitation and sees who is invited: one table."""

from collections.abc import Callable
from datetime import date

import pytest

from engagements.guests import queries
from engagements.guests.actions import GUESTS, end, invite
from engagements.guests.models import Guest
from engagements.guests.rules import may_invite
from engagements.invited.letting_in import MOST
from engagements.relays.models import Relay
from qpv_charter.toolkit.actions import ActionRefused
from signatories.people.actors import Actor
from signatories.territories.models import Qpv
from tests.engagements.guests.scenes import COUNCIL, a_guest, an_invitation
from tests.engagements.needs.scenes import in_days
from tests.engagements.relays.scenes import a_relay, a_signatory, an_animator, an_asked_relay, contact_of, the_team
from tests.factories import a_qpv, a_user

pytestmark = pytest.mark.django_db


def reading(relay: Relay) -> Actor:
    return contact_of(relay.organisation, relay.first)


def elsewhere() -> Qpv:
    return a_qpv(name="Loin", code="QN06901M")


PEOPLE: dict[str, tuple[bool, Callable[[], Actor]]] = {
    "a national animator": (True, the_team),
    "who animates there": (True, lambda: an_animator("93")),
    "the relais": (True, lambda: reading(a_relay())),
    "a visitor": (False, Actor),
    "somebody signed in": (False, lambda: Actor(person=a_user())),
    "who animates elsewhere": (False, lambda: an_animator("69")),
    "a signatory of the place": (False, a_signatory),
    "the relais of another place": (False, lambda: reading(a_relay(qpv=elsewhere()))),
    "who waits to be relais": (False, lambda: reading(an_asked_relay())),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_who_invites(name: str) -> None:
    may, person = PEOPLE[name]
    actor, guest = person(), a_guest()

    assert may_invite(actor, guest.qpv) == may
    assert [*queries.invited(actor)] == ([guest] if may else [])
    if may:
        end(guest, by=actor)
        invite(a_qpv(), by=actor, called=COUNCIL, until=in_days(0))
    else:
        with pytest.raises(ActionRefused, match="qui retire"):
            end(guest, by=actor)
        with pytest.raises(ActionRefused, match="qui invite"):
            invite(a_qpv(), by=actor, called=COUNCIL, until=in_days(0))


@pytest.mark.parametrize(
    ("called", "until", "words"),
    [
        (" ", in_days(1), "Dites qui"),
        (COUNCIL, in_days(-1), "un jour à venir"),
        (COUNCIL, in_days(GUESTS.longest.days + 1), "un an au plus"),
    ],
)
def test_what_cannot_be_is_refused_plainly(called: str, until: date, words: str) -> None:
    with pytest.raises(ActionRefused, match=words):
        an_invitation(called=called, until=until)
    assert not Guest.objects.exists()


def test_a_year_is_the_longest() -> None:
    assert an_invitation(until=in_days(GUESTS.longest.days)).is_usable


def test_those_invited_elsewhere_or_before_are_not_counted() -> None:
    for _ in range(MOST - 1):
        an_invitation()
    an_invitation(qpv=elsewhere())
    Guest.objects.filter(pk=an_invitation().target_id).update(until=in_days(-1))
    an_invitation()

    with pytest.raises(ActionRefused, match="déjà invitées"):
        an_invitation()
