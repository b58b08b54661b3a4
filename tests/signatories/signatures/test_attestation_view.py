"""Who is handed an attestation."""

import pytest
from django.test import Client
from django.urls import reverse

from signatories.people.models import Role
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    a_user,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def status_of(client: Client, signature: Signature) -> int:
    return client.get(reverse("signatures:attestation", args=[signature.code])).status_code


def test_anyone_has_the_attestation_of_a_published_signature(client: Client) -> None:
    signature = a_published_signature()

    response = client.get(reverse("signatures:attestation", args=[signature.code]))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert "no-store" in response["Cache-Control"]


def test_while_it_is_paused_only_its_people_and_the_team_do(client: Client) -> None:
    signature = a_paused_signature()
    contact = signature.organisation.memberships.get().user

    assert status_of(client, signature) == 404
    assert status_of(browser_of(a_user()), signature) == 404
    assert status_of(browser_of(contact), signature) == 200
    assert status_of(team_browser(a_team_member()), signature) == 200


def test_the_team_has_it_with_a_second_factor_and_in_its_departments() -> None:
    signature = a_paused_signature()
    here = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    there = a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)

    assert status_of(browser_of(a_team_member()), signature) == 404
    assert status_of(browser_of(here), signature) == 404
    assert status_of(team_browser(here), signature) == 200
    assert status_of(team_browser(there), signature) == 404
    assert status_of(team_browser(a_colleague(Role.Kind.COMMITTEE)), signature) == 404


def test_nobody_has_one_before_publication_or_after_withdrawal(client: Client) -> None:
    confirmed = a_confirmed_signature()
    withdrawn = withdraw(a_published_signature(), by=a_team_member(), reason="Dissolution.")

    assert status_of(team_browser(a_team_member()), confirmed) == 404
    assert status_of(team_browser(a_team_member()), withdrawn) == 404
    assert client.get("/verifier/n-importe-quoi/attestation.pdf").status_code == 404
