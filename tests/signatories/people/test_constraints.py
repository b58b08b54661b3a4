"""What the database refuses, whoever writes."""

from datetime import timedelta

import pytest

from signatories.people.models import FormerAddress, Role
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_colleague, a_commune, a_team_member, a_user

pytestmark = pytest.mark.django_db


def a_role() -> Role:
    return a_team_member().roles.get()


def a_role_in_a_department() -> Role:
    return a_colleague(Role.Kind.TERRITORIAL, a_commune().department).roles.get()


def ended_before_it_started() -> None:
    role = a_role()
    changed(role, ended_at=role.started_at - timedelta(seconds=1))


BROKEN: Broken = {
    "user_email_unique_any_case": lambda: twice(a_user(email="nora@example.org"), email="Nora@Example.org"),
    "former_address_once_for_a_person": lambda: twice(
        FormerAddress.objects.create(user=a_user(), email="avant@example.org")
    ),
    "role_once_at_a_time": lambda: twice(a_role()),
    "role_once_at_a_time_in_a_department": lambda: twice(a_role_in_a_department()),
    "role_territorial_has_department": lambda: changed(a_role(), kind=Role.Kind.TERRITORIAL),
    "role_ends_after": ended_before_it_started,
    "role_ended_has_date": lambda: changed(a_role(), ended_by=a_user()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_only_a_territorial_role_is_held_in_a_department() -> None:
    refused_by_the_database(
        "role_territorial_has_department", lambda: changed(a_role_in_a_department(), kind=Role.Kind.COMMITTEE)
    )
