"""Forgetting an account: nobody can be known by it, nor enter."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from signatories.people.forgetting import addresses_of, forget_sessions
from signatories.people.models import User
from signatories.people.places import FORGET_PERSON, Leaver
from tests.factories import a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def forget(person: User) -> None:
    FORGET_PERSON.gather(Leaver(addresses_of(person), person=person))


def test_an_account_says_nothing_more_and_lets_nobody_in() -> None:
    person, other = a_team_member(), a_team_member()
    browser, others = team_browser(person), team_browser(other)
    password = person.password

    forget(person)

    left = User.objects.get(pk=person.pk)
    assert (left.first_name, left.last_name, left.phone) == ("", "", "")
    assert left.email == f"efface-{person.pk}@invalid.example"
    assert (left.is_active, left.is_staff) == (False, False)
    assert not left.roles.current().exists()
    assert left.erased_at is not None
    assert left.password != password
    assert str(left) == "personne effacée"
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Authenticator.objects.filter(user=person).exists()
    assert browser.get("/espace/").status_code == 302
    assert others.get("/espace/").status_code == 200
    assert EmailAddress.objects.filter(user=other).exists()
    assert Authenticator.objects.filter(user=other).exists()


def test_sessions_that_know_her_end_and_no_other() -> None:
    person, other = a_user(email="zelie@example.org"), a_user()
    browser_of(person)
    kept = browser_of(other)
    typed = Client()
    typed.post("/compte/connexion/", {"email": "Zelie@example.org"})
    assert Session.objects.count() == 3

    FORGET_PERSON.gather(Leaver(frozenset(["zelie@example.org"])))
    assert Session.objects.count() == 2, "only the browser where her address was typed"
    forget(person)

    assert [session.pk for session in Session.objects.all()] == [kept.session.session_key]


def test_a_session_that_is_over_says_her_address_no_longer() -> None:
    """It is kept a day more in its table."""
    Client().post("/compte/connexion/", {"email": "zelie@example.org"})
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert "zelie@example.org" in str(Session.objects.get().get_decoded())

    forget_sessions(frozenset(["zelie@example.org"]), person=None)

    assert not Session.objects.exists()


def test_what_the_admin_noted_of_her_no_longer_names_her() -> None:
    person, team = a_user(), a_team_member()

    def noted(about: User) -> LogEntry:
        return LogEntry.objects.create(
            user=team,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(about.pk),
            object_repr=str(about),
            action_flag=CHANGE,
            change_message="Prénom changé",
        )

    hers, another = noted(person), noted(team)
    forget(person)

    hers.refresh_from_db()
    another.refresh_from_db()
    assert (hers.object_repr, hers.change_message) == ("personne effacée", "")
    assert (another.object_repr, another.change_message) == ("Camille Martin", "Prénom changé")


def test_her_addresses_are_those_she_proved_and_the_one_of_the_account() -> None:
    person, other = a_user(email="zelie@example.org"), a_user()
    for owner, address, verified in [
        (person, "Ancienne@example.org", True),
        (person, "pas.a.elle@example.org", False),
        (other, "autre@example.org", True),
    ]:
        EmailAddress.objects.create(user=owner, email=address, verified=verified)

    assert addresses_of(person) == {"zelie@example.org", "ancienne@example.org"}


def test_an_address_that_she_left_is_hers_until_it_is_somebody_elses() -> None:
    person = a_user(email="zelie@example.org")
    for address, verified in [
        ("Avant@example.org", True),
        ("pas.a.elle@example.org", False),
        ("contact@example.org", True),
        ("bureau@example.org", True),
    ]:
        EmailAddress.objects.create(user=person, email=address, verified=verified).remove()
    assert person.former_addresses.count() == 3
    a_user(email="Contact@example.org")
    EmailAddress.objects.create(user=a_user(), email="bureau@example.org", verified=True)

    assert addresses_of(person) == {"zelie@example.org", "avant@example.org"}

    forget(person)
    assert not person.former_addresses.exists()


def test_somebody_without_an_account_leaves_every_account_as_it_is() -> None:
    person = a_user()

    FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))

    person.refresh_from_db()
    assert (person.erased_at, person.is_active) == (None, True)
