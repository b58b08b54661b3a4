"""A form refused is there again, as it was typed, when one comes back to it (in Chromium: tests/journeys)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_charter, a_user


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/signer/association/", "/compte/connexion/"])
def test_a_form_shown_again_is_kept_by_its_browser_alone(client: Client, path: str) -> None:
    """Told to store nothing, a browser has nothing to show for « Back », and what was typed is lost."""
    a_charter()

    again = client.post(path)

    assert again["Cache-Control"] == "private, no-cache"
    assert "Vary" not in again  # Chromium would find the cookies changed
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
def test_what_is_secret_is_kept_nowhere_even_shown_again() -> None:
    browser = Client()
    browser.force_login(a_user())

    shown = browser.post(reverse("mfa_activate_totp"), {"code": "000000"}, follow=True)

    assert "no-store" in shown["Cache-Control"]
