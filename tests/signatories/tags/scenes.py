"""What the tests of tags start from."""

from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.tags.actions import make, put_on
from signatories.tags.models import Tag
from tests.factories import a_colleague, a_commune, a_team_member, an_organisation


def national() -> TeamMember:
    return member(a_team_member())


def of_seine_saint_denis() -> User:
    """Who animates the department of `an_organisation`, and no other."""
    return a_colleague(Role.Kind.TERRITORIAL, a_commune().department)


def in_lyon(name: str = "À Lyon (exemple)") -> Organisation:
    return an_organisation(name=name, commune=a_commune(name="Lyon", code="69123"))


def a_tag(label: str = "À rappeler") -> Tag:
    return Tag.objects.filter(label=label).first() or make(label, by=national())


def filed(organisation: Organisation, label: str = "À rappeler") -> Tag:
    """A tag that it bears."""
    tag = a_tag(label)
    put_on(tag, [organisation], by=national())
    return tag
