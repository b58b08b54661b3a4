"""The federation links neighbourhoods of two lists in the admin; official facts stay as they are."""

import pytest
from django.test import Client
from django.urls import reverse

from signatories.history.models import Event
from signatories.territories.models import Qpv
from tests.factories import a_qpv, a_team_member
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return team_browser(a_team_member())


def change(qpv: Qpv) -> str:
    return reverse("admin:signatories_qpv_change", args=[qpv.pk])


def test_predecessors_are_linked_and_unlinked_by_the_actions(browser: Client) -> None:
    today, before = a_qpv(code="QN09331M"), a_qpv(code="QP093028")

    assert browser.post(change(today), {"predecessors": [before.pk]}).status_code == 302
    assert list(today.predecessors.all()) == [before]
    browser.post(change(today), {"predecessors": []})

    assert not today.predecessors.exists()
    kinds = [event.kind for event in Event.objects.about(today).order_by("pk")]
    assert kinds == ["predecessor_linked", "predecessor_unlinked"]


def test_a_link_that_makes_no_sense_is_refused_beside_the_field(browser: Client) -> None:
    today, elsewhere = a_qpv(code="QN09331M"), a_qpv(code="QP075001")

    response = browser.post(change(today), {"predecessors": [elsewhere.pk]})

    assert "ne sont pas dans le même département" in response.content.decode()
    assert not today.predecessors.exists()


def test_official_facts_cannot_be_typed(browser: Client) -> None:
    today = a_qpv(code="QN09331M", name="Franc-Moisin")

    browser.post(change(today), {"name": "Autre nom", "predecessors": []})

    assert Qpv.objects.get(pk=today.pk).name == "Franc-Moisin"
    assert browser.get(reverse("admin:signatories_qpv_add")).status_code == 403
    assert browser.get(reverse("admin:signatories_qpv_delete", args=[today.pk])).status_code == 403


def test_search_finds_by_code_and_by_name_without_accents(browser: Client) -> None:
    a_qpv(code="QN09331M", name="Les Poètes")
    a_qpv(code="QN09332M", name="Le Landy")

    for typed in ("poetes", "qn09331"):
        found = browser.get(reverse("admin:signatories_qpv_changelist"), {"q": typed}).content.decode()
        assert "Les Poètes" in found
        assert "Le Landy" not in found
