"""What the tests of relays start from."""

import time
from datetime import timedelta

from django.test import Client

from engagements.relays.actions import Readers, accept, give
from engagements.relays.models import Relay
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership, Organisation
from signatories.people.actors import TeamMember
from signatories.people.models import Role, User
from signatories.territories.models import Qpv
from tests.factories import a_published_signature, a_qpv, a_team_member, a_user, an_organisation
from tests.signin import browser_of

TALK = "Mardi 14 h–16 h, au local (exemple)"


def the_team() -> TeamMember:
    return TeamMember(person=a_team_member(), roles=frozenset({Role.Kind.NATIONAL}))


def an_animator(*departments: str) -> TeamMember:
    roles = frozenset({Role.Kind.TERRITORIAL})
    return TeamMember(person=a_user(), roles=roles, departments=frozenset(departments))


def the_comite() -> TeamMember:
    return TeamMember(person=a_user(), roles=frozenset({Role.Kind.COMMITTEE}))


def a_colleague_of(organisation: Organisation) -> User:
    person = a_user()
    Membership.objects.create(user=person, organisation=organisation)
    return person


def contact_of(organisation: Organisation, person: User) -> Contact:
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def a_signatory(*, published: bool = True, name: str = "", qpv: Qpv | None = None) -> Contact:
    """Somebody of an association that acts in Franc-Moisin, unless said otherwise."""
    organisation = an_organisation(name=name, contact=(person := a_user()))
    organisation.qpvs.add(qpv or a_qpv())
    if published:
        a_published_signature(organisation=organisation)
    return contact_of(organisation, person)


def two_readers(contact: Contact, *, talk: str = TALK) -> Readers:
    return Readers(first=contact.person, second=a_colleague_of(contact.organisation), talk=talk)


def an_asked_relay(contact: Contact | None = None, *, qpv: Qpv | None = None) -> Relay:
    contact = contact or a_signatory(qpv=qpv)
    return accept(by=contact, qpvs=[qpv or a_qpv()], readers=two_readers(contact))[0]


def a_relay(contact: Contact | None = None, *, qpv: Qpv | None = None) -> Relay:
    """One that reads today, in Franc-Moisin unless said otherwise."""
    return give(an_asked_relay(contact, qpv=qpv), by=the_team())


def relay_browser(person: User, *, ago: timedelta = timedelta()) -> Client:
    """A browser where somebody signed in by a code, so long ago."""
    client = browser_of(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": time.time() - ago.total_seconds(), "email": person.email}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
