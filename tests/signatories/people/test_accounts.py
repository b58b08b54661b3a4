"""An address has one account, whose proofs are never taken back."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from signatories.people.actions import open_account
from signatories.people.models import Role, User
from signatories.people.queries import team_addresses
from tests.constraints import changed
from tests.factories import a_team_member, a_user

pytestmark = pytest.mark.django_db
ADDRESS = "nora@example.org"


def proved(user: User) -> list[tuple[str, bool, bool]]:
    return list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary"))


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_is_opened_with_its_address(verified: bool) -> None:  # noqa: FBT001  # a case
    user = open_account(email=" Nora@Example.org ", first_name="Nora", last_name="Benali", verified=verified)

    assert (user.email, user.full_name) == (ADDRESS, "Nora Benali")
    assert proved(user) == [(ADDRESS, verified, True)]


def test_who_is_known_keeps_their_name_and_account() -> None:
    known = a_user(email=ADDRESS, first_name="Nora", last_name="Benali")

    again = open_account(email=ADDRESS.upper(), first_name="Autre", last_name="Nom", verified=True)

    assert again == known
    assert again.full_name == "Nora Benali"
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "then", "verified"), [(False, True, True), (True, False, True), (False, False, False)]
)
def test_a_proof_is_added_and_never_taken_back(first: bool, then: bool, verified: bool) -> None:  # noqa: FBT001  # cases
    open_account(email=ADDRESS, verified=first)
    user = open_account(email=ADDRESS, verified=then)

    assert proved(user) == [(ADDRESS, verified, True)]


def test_an_address_that_somebody_proved_leads_to_that_account() -> None:
    """An account whose login address changed is still found by the one that was proved."""
    user = open_account(email=ADDRESS, verified=True)
    User.objects.filter(pk=user.pk).update(email="autre@example.org")

    assert open_account(email=ADDRESS, verified=False) == user


def test_the_federation_reads_its_mail_where_it_says_or_each_of_its_members_does(settings: Any) -> None:
    here, closed = a_team_member(email="ici@example.org"), a_team_member(email="parti@example.org")
    a_user()
    changed(closed, is_active=False)

    assert team_addresses() == [here.email]
    settings.FEDERATION_EMAILS = ["charte@example.org"]
    assert team_addresses() == ["charte@example.org"]


def test_the_first_national_animator_may_be_somebody_known_and_is_given_the_role_once() -> None:
    known = a_user(email=ADDRESS, first_name="Nora")

    for _ in range(2):
        call_command("createsuperuser", interactive=False, email=ADDRESS.upper(), verbosity=0)

    known.refresh_from_db()
    assert [role.kind for role in known.roles.all()] == [Role.Kind.NATIONAL]
    assert known.first_name == "Nora"
    assert User.objects.count() == 1
