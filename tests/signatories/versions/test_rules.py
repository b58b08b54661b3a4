"""Who prepares, who adopts."""

import pytest

from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.versions.rules import may_adopt, may_prepare
from tests.factories import a_colleague, a_commune, a_team_member, a_user

pytestmark = pytest.mark.django_db


def test_who_prepares_and_who_adopts() -> None:
    territorial = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    people: dict[str, Actor | TeamMember] = {
        "visitor": Actor(),
        "person": Actor(person=a_user()),
        "national": member(a_team_member()),
        "territorial": member(territorial),
        "committee": member(a_colleague(Role.Kind.COMMITTEE)),
        "confided": member(a_colleague(Role.Kind.CONFIDED)),
    }

    assert {name for name, actor in people.items() if may_prepare(actor)} == {"national"}
    assert {name for name, actor in people.items() if may_adopt(actor)} == {"committee"}
