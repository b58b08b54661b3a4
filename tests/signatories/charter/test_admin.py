"""The federation reads the charter in the admin, and puts a draft in force there."""

import pytest
from django.test import Client
from django.urls import reverse

from signatories.charter.actions import load
from signatories.charter.models import CharterVersion
from signatories.history.models import Event
from signatories.people.models import User
from tests.factories import a_team_member
from tests.signatories.charter.test_actions import OTHER, statuses
from tests.signatories.charter.test_reader import SMALL
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
CHANGELIST = "admin:signatories_charterversion_changelist"


@pytest.fixture
def member() -> User:
    return a_team_member()


def put_in_force(browser: Client, *versions: CharterVersion) -> str:
    data = {"action": "put_in_force", "_selected_action": [version.pk for version in versions]}
    return browser.post(reverse(CHANGELIST), data, follow=True).text


def test_a_draft_is_put_in_force_in_the_name_of_who_did_it(member: User) -> None:
    load(SMALL.encode())
    draft, _ = load(OTHER)

    page = put_in_force(team_browser(member), draft)

    assert "est en vigueur" in page
    assert statuses() == {"petite": "superseded", "suivante": "in_force"}
    assert Event.objects.about(draft).filter(kind="charter.in_force").get().actor == member


def test_what_cannot_be_done_is_said(member: User) -> None:
    current, _ = load(SMALL.encode())
    draft, _ = load(OTHER)
    browser = team_browser(member)

    assert "déjà en vigueur" in put_in_force(browser, current)
    assert "une seule version" in put_in_force(browser, current, draft)
    assert statuses() == {"petite": "in_force", "suivante": "draft"}


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
