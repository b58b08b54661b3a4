"""The federation reads the charter in the admin, where nothing of it changes."""

import pytest
from django.urls import reverse

from signatories.charter.actions import load
from signatories.people.models import User
from tests.factories import a_team_member
from tests.signatories.charter.test_reader import SMALL
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return a_team_member()


def test_a_text_is_read_and_never_typed(member: User) -> None:
    version, _ = load(SMALL.encode())
    browser = team_browser(member)
    change = reverse("admin:signatories_charterversion_change", args=[version.pk])

    assert "Chaque année." in browser.get(change).text
    browser.post(change, {"title": "Autre", "source": "Autre"})
    version.refresh_from_db()

    assert version.source == SMALL
    assert browser.get(reverse("admin:signatories_charterversion_add")).status_code == 403
    delete = reverse("admin:signatories_charterversion_delete", args=[version.pk])
    assert browser.post(delete, {"post": "yes"}).status_code == 403
