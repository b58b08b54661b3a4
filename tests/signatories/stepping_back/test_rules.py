"""Who asks, and who does it."""

import pytest

from signatories.organisations.actors import Contact
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role
from signatories.signatures.models import Signature
from signatories.stepping_back.rules import may_ask, may_settle
from tests.factories import a_published_signature, a_user
from tests.signatories.stepping_back.scenes import contact_of, the_team

pytestmark = pytest.mark.django_db


def animating(department: str) -> TeamMember:
    roles, departments = frozenset({Role.Kind.TERRITORIAL}), frozenset({department})
    return TeamMember(person=a_user(), roles=roles, departments=departments)


def reading(_: Signature) -> TeamMember:
    return TeamMember(person=a_user(), roles=frozenset({Role.Kind.COMMITTEE}))


def neighbour(_: Signature) -> Contact:
    return contact_of(a_published_signature())


WHO = {
    "its contact": (contact_of, True, False),
    "a neighbour": (neighbour, False, False),
    "anybody": (lambda _: Actor(), False, False),
    "national": (lambda _: the_team(), False, True),
    "there": (lambda _: animating("93"), False, True),
    "elsewhere": (lambda _: animating("69"), False, False),
    "the comité": (reading, False, False),
}


@pytest.mark.parametrize("who", WHO)
def test_who_may(who: str) -> None:
    signature = a_published_signature()
    made, asks, settles = WHO[who]
    actor = made(signature)

    assert (may_ask(actor, signature), may_settle(actor, signature)) == (asks, settles)
