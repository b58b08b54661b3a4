"""Who may reset the second factor of whom: one table."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from signatories.people.models import Role, User
from signatories.team.rules import may_reset_second_factor
from tests.factories import a_colleague, a_commune, a_team_member, a_user

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def a_former_animator() -> User:
    user = a_team_member()
    user.roles.update(ended_at=timezone.now())
    return user


TABLE: dict[str, tuple[Callable[[], User], bool]] = {
    "a national animator": (a_team_member, True),
    "a territorial animator": (lambda: a_colleague(Kind.TERRITORIAL, a_commune().department), False),
    "the comité de suivi": (lambda: a_colleague(Kind.COMMITTEE), False),
    "a reader of what is confided": (lambda: a_colleague(Kind.CONFIDED), False),
    "somebody whose role ended": (a_former_animator, False),
    "a person": (a_user, False),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_may_reset_the_second_factor_of_somebody_else(who: str) -> None:
    make, expected = TABLE[who]

    assert may_reset_second_factor(make(), a_team_member()) == expected


@pytest.mark.parametrize("who", TABLE)
def test_nobody_resets_her_own(who: str) -> None:
    make, _ = TABLE[who]
    herself = make()

    assert not may_reset_second_factor(herself, herself)
