"""The team finds whom a request is about: an account, an address without one, a name on a paper."""

import pytest
from django.test import Client

from signatories.organisations.actions import add_contact, ask_to_join
from signatories.people.models import FormerAddress, User
from tests.factories import a_paper_signature, a_published_signature, a_team_member, a_user, an_organisation
from tests.signatories.erasure.test_erasure import rows_saying
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
SEARCH = "/animation/effacer/"


@pytest.fixture
def browser() -> Client:
    return team_browser(a_team_member())


def found(browser: Client, typed: str) -> str:
    return browser.post(SEARCH, {"q": typed}).content.decode()


def test_whom_one_looks_for_stands_in_no_address_that_a_log_or_a_browser_keeps(browser: Client) -> None:
    person = a_user(email="zelie@example.org")

    assert person.email not in browser.get(SEARCH, {"q": person.email}).content.decode()
    assert '<form method="post" role="search">' in found(browser, person.email)


def test_an_account_is_found_by_its_address_whatever_its_case(browser: Client) -> None:
    person = a_user(email="zelie@example.org")

    page = found(browser, "Zelie@Example.org")

    assert f"/animation/effacer/personne/{person.pk}/" in page
    assert "Effacer ce qui est lié à cette adresse" not in page


def test_an_address_without_an_account_is_offered_and_forgotten(browser: Client) -> None:
    organisation = an_organisation()
    ask_to_join(organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière")

    page = found(browser, "nora@example.org")
    assert "Effacer ce qui est lié à cette adresse" in page
    answer = browser.post(f"{SEARCH}adresse/", {"address": "nora@example.org"}, follow=True)

    assert "Ce qui était lié à cette adresse est effacé." in answer.content.decode()
    assert not organisation.join_requests.exists()


def test_who_left_an_address_is_found_by_it_and_it_is_forgotten_alone(browser: Client) -> None:
    person = a_user(email="zelie@example.org")
    FormerAddress.objects.create(user=person, email="avant@example.org")

    page = found(browser, "Avant@example.org")
    assert f"/animation/effacer/personne/{person.pk}/" in page
    assert "Effacer ce qui est lié à cette adresse" in page
    browser.post(f"{SEARCH}adresse/", {"address": "Avant@example.org"})

    assert rows_saying("avant@example.org") == []
    assert User.objects.get(pk=person.pk).email == "zelie@example.org"


def test_the_address_of_an_account_is_refused_with_the_reason(browser: Client) -> None:
    a_user(email="zelie@example.org")

    answer = browser.post(f"{SEARCH}adresse/", {"address": "zelie@example.org"}, follow=True)

    assert "celle d’un compte" in answer.content.decode()


def test_who_signed_on_paper_is_found_by_name_and_forgotten(browser: Client) -> None:
    mandate = a_paper_signature().mandates.get()
    address = f"{SEARCH}signataire/{mandate.pk}/"

    assert address in found(browser, "jeanne ex")
    assert "Jeanne Exemple" in browser.get(address).content.decode()
    browser.post(address)

    mandate.refresh_from_db()
    assert mandate.signer_name == "Personne effacée"
    assert address not in found(browser, "Personne effacée")


def test_what_is_found_nowhere_says_so(browser: Client) -> None:
    assert "Rien ne répond" in found(browser, "introuvable")
    assert "Résultats" not in found(browser, "")


def test_the_page_of_a_person_counts_the_mandates_that_bear_her_name_alone(browser: Client) -> None:
    person = a_user(first_name="Jeanne", last_name="Exemple")
    organisation = a_paper_signature().organisation
    add_contact(organisation, user=person, role="présidente")

    page = browser.get(f"{SEARCH}personne/{person.pk}/").content.decode()

    assert "son nom et son rôle sur 1 mandat," in page
    assert f"sans son nom\u202f: {organisation.name}" in page


def test_a_person_is_forgotten_after_a_page_that_says_what_goes(browser: Client) -> None:
    person = a_user(email="zelie@example.org")
    address = f"{SEARCH}personne/{person.pk}/"

    assert "zelie@example.org" in browser.get(address).content.decode()
    browser.post(address)

    person.refresh_from_db()
    assert person.erased_at is not None
    assert browser.get(address).status_code == 404


def test_an_association_that_has_not_withdrawn_is_shown_why_it_stays(browser: Client) -> None:
    organisation = a_published_signature().organisation
    address = f"{SEARCH}association/{organisation.pk}/"

    assert "Sa signature n’est pas retirée" in browser.get(address).content.decode()
    answer = browser.post(address, follow=True)

    assert "Retirez d’abord la signature" in answer.content.decode()
    organisation.refresh_from_db()
    assert organisation.erased_at is None
