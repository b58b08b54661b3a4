"""An invented relais in one of the three neighbourhoods, and what residents wrote there: to be read, opened, kept.
Elsewhere nobody reads."""

from uuid import uuid4

from engagements.needs.actions import Line
from engagements.relays.actions import Readers, accept, give
from engagements.relays.models import Relay
from engagements.sayings.actions import Words, keep_closed, open_to_all, say
from engagements.sayings.models import About, Saying, Wants, Why
from engagements.scope.demo import MOSSON, contacts_in
from signatories.organisations.actions.contacts import add_contact
from signatories.organisations.actors import Contact
from signatories.people.actions import open_account
from signatories.people.actors import Actor, TeamMember
from signatories.people.demo import member_of_the_team
from signatories.people.models import Role
from signatories.territories.models import Qpv

TALK = "Mardi de 14 h à 16 h, au local, 3 allée des Tilleuls (exemple)"
SECOND = {"email": "lectrice.relais@example.org", "first_name": "Samira", "last_name": "Haddad"}
WRITTEN = (
    (Wants.WRONG, About.HOME, "L’ascenseur du bâtiment C tombe en panne chaque semaine (exemple)"),
    (Wants.WISH, About.MEETING, "Mon voisin Karim dit qu’on pourrait faire un four à pain (exemple)"),
    (Wants.WRONG, About.MOVING, "Il n’y a plus de bus après vingt heures (exemple)"),
    (Wants.WRONG, About.OTHER, "Quelqu’un me fait peur dans l’escalier (exemple)"),
)


def load() -> None:
    """Make what is not there yet; needs the team, and an association that acts there."""
    team, contacts = member_of_the_team(), contacts_in(MOSSON)
    if Relay.objects.exists() or team is None or not contacts:
        return
    relay = _relay(contacts[0], TeamMember(person=team, roles=frozenset({Role.Kind.NATIONAL})))
    *_, bus, fear = [_written(relay, *said) for said in WRITTEN]
    reader = Actor(person=relay.first)
    open_to_all(bus, Line(text=bus.text), by=reader)
    keep_closed(fear, by=reader, why=Why.DANGER)


def _relay(by: Contact, team: TeamMember) -> Relay:
    second = open_account(verified=True, **SECOND)
    add_contact(by.organisation, user=second, role="bénévole", by=by.person)
    readers = Readers(first=by.person, second=second, talk=TALK)
    return give(accept(by=by, qpvs=[Qpv.objects.get(pk=MOSSON)], readers=readers)[0], by=team)


def _written(relay: Relay, wants: Wants, about: About, text: str) -> Saying:
    return say(Words(wants=wants, about=about, text=text), qpv=relay.qpv, number=uuid4()).saying
