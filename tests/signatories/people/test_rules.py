"""Who may: one table, by kind of person."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from signatories.people import rules
from signatories.people.models import Role, User
from tests.factories import a_colleague, a_commune, a_team_member, a_user

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def here() -> User:
    return a_colleague(Kind.TERRITORIAL, a_commune().department)


def there() -> User:
    return a_colleague(Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)


def ended() -> User:
    user = a_team_member()
    user.roles.update(ended_at=timezone.now())
    return user


def closed() -> User:
    user = a_team_member()
    user.is_active = False
    user.save()
    return user


def both() -> User:
    user = here()
    Role.objects.create(user=user, kind=Kind.COMMITTEE)
    return user


@dataclass(frozen=True)
class May:
    team: bool = False
    national: bool = False
    animate_here: bool = False
    animate_nowhere_known: bool = False
    read_appeals: bool = False
    read_confided: bool = False


TABLE: dict[str, tuple[Callable[[], User | AnonymousUser], May]] = {
    "a visitor": (AnonymousUser, May()),
    "a person": (a_user, May()),
    "a national animator": (
        a_team_member,
        May(team=True, national=True, animate_here=True, animate_nowhere_known=True),
    ),
    "a territorial animator": (here, May(team=True, animate_here=True)),
    "an animator of another department": (there, May(team=True)),
    "the comité de suivi": (lambda: a_colleague(Kind.COMMITTEE), May(team=True, read_appeals=True)),
    "a reader of what is confided": (lambda: a_colleague(Kind.CONFIDED), May(team=True, read_confided=True)),
    "two roles at once": (both, May(team=True, animate_here=True, read_appeals=True)),
    "somebody whose role ended": (ended, May()),
    "a closed account": (closed, May()),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_may(who: str) -> None:
    make, expected = TABLE[who]
    user = make()

    assert expected == May(
        team=rules.is_of_the_team(user),
        national=rules.is_national(user),
        animate_here=rules.may_animate(user, "93"),
        animate_nowhere_known=rules.may_animate(user, None),
        read_appeals=rules.reads_for_the_committee(user),
        read_confided=rules.reads_what_is_confided(user),
    )
    assert rules.may_give_roles(user) == expected.national
