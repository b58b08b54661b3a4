"""An invented relais where needs were noted, and what residents wrote there: to be read, opened, kept. Elsewhere
nobody reads."""

from uuid import uuid4

from engagements.needs.actions import Line
from engagements.needs.models import Need
from engagements.relays.actions import Readers, accept, give
from engagements.relays.models import Relay
from engagements.sayings.actions import Words, keep_closed, open_to_all, say
from engagements.sayings.models import About, Saying, Wants, Why
from signatories.organisations.actions.contacts import add_contact
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
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
    """Make what is not there yet; needs the team, and the needs that an association noted."""
    team, noted = member_of_the_team(), Need.objects.exclude(voice__noted_for=None).first()
    if Relay.objects.exists() or team is None or noted is None or noted.voice.noted_for is None:
        return
    relay = _relay(
        noted.voice.noted_for, noted.qpvs.all()[0], TeamMember(person=team, roles=frozenset({Role.Kind.NATIONAL}))
    )
    *_, bus, fear = [_written(relay, *said) for said in WRITTEN]
    reader = Actor(person=relay.first)
    open_to_all(bus, Line(text=bus.text), by=reader)
    keep_closed(fear, by=reader, why=Why.DANGER)


def _relay(organisation: Organisation, qpv: Qpv, team: TeamMember) -> Relay:
    membership = organisation.memberships.current().select_related("user")[0]
    second = open_account(verified=True, **SECOND)
    add_contact(organisation, user=second, role="bénévole", by=membership.user)
    by = Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)
    readers = Readers(first=by.person, second=second, talk=TALK)
    return give(accept(by=by, qpvs=[qpv], readers=readers)[0], by=team)


def _written(relay: Relay, wants: Wants, about: About, text: str) -> Saying:
    return say(Words(wants=wants, about=about, text=text), qpv=relay.qpv, number=uuid4()).saying
