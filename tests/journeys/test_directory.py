"""Somebody looks for an association: typing, choosing, by keyboard, with and without scripts."""

import gzip

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.factories import a_commune, a_network, a_qpv, a_signatory, a_theme
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signatories() -> None:
    a_signatory("Amis du mail (exemple)", qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    a_signatory("Bobines (exemple)", commune=a_commune(name="Marseille", code="13055"), themes=[a_theme("Sport")])


@pytest.mark.usefixtures("signatories")
@pytest.mark.parametrize(
    "path",
    [
        "/signataires/",
        "/signataires/?vue=tableau&tri=-nom&departement=93",
        "/signataires/?vue=carte",
        "/signataires/?q=rien+du+tout&departement=zz&region=11",
        "/territoires/93/",
        "/quartiers/QN09331M/",
        "/reseaux/reseau-d-a-cote/",
    ],
)
def test_everyone_can_read_the_directory(visit: Visit, path: str) -> None:
    for page in [visit(path, width=320), visit(path, width=1280, dark=True)]:
        check(page)
        assert small_targets(page) == []


@pytest.mark.usefixtures("signatories")
def test_results_follow_what_is_typed_and_the_address_too(visit: Visit) -> None:
    page = visit("/signataires/")

    page.get_by_role("searchbox").press_sequentially("bobi")
    expect(page.locator("#compte")).to_have_text("1 signataire")
    expect(page.locator("#resultats .card__title")).to_have_text(["Bobines (exemple)"])

    assert page.url.endswith("/signataires/?q=bobi")
    assert page.evaluate("document.activeElement.id") == "q"
    check(page)
    page.go_back()
    expect(page.locator("#compte")).to_have_text("2 signataires")


@pytest.mark.usefixtures("signatories")
def test_a_choice_made_by_keyboard_keeps_the_focus_and_counts_the_others(visit: Visit) -> None:
    page = visit("/signataires/")

    page.get_by_label("Département").focus()
    page.keyboard.type("Département 13")
    expect(page.locator("#compte")).to_have_text("1 signataire")

    assert page.url.endswith("?departement=13")
    assert page.evaluate("document.activeElement.id") == "departement"
    assert page.get_by_label("Thème", exact=True).locator("option").all_inner_texts()[1:] == ["Sport\u202f: 1"]
    page.get_by_role("link", name="Enlever").click()
    expect(page.locator("#compte")).to_have_text("2 signataires")


@pytest.mark.usefixtures("signatories")
def test_without_scripts_the_same_form_answers(visit: Visit) -> None:
    page = visit("/signataires/", width=320, scripts=False)

    page.get_by_text("Préciser la recherche").click()
    page.get_by_label("Thème", exact=True).select_option(label="Sport\u202f: 1")
    page.get_by_role("button", name="Chercher").click()

    assert page.url.endswith("/signataires/?theme=sport")
    assert page.locator(".card__title").all_inner_texts() == ["Bobines (exemple)"]
    page.get_by_role("link", name="Tableau").click()
    assert page.url.endswith("/signataires/?theme=sport&vue=tableau")


def test_a_full_page_weighs_less_than_sixty_kilobytes(client: Client) -> None:
    for number in range(50):
        a_signatory(f"Amis {number} (exemple)", qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    html = client.get("/signataires/").content
    styles = [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in ("tokens", "base", "components")]
    styles += [settings.BASE_DIR / "static" / "css" / name for name in ("print.css", "directory.css")]
    htmx = 17_000  # bytes, compressed: the library is measured once

    weight = sum(len(gzip.compress(part)) for part in [html, *(path.read_bytes() for path in styles)])

    assert weight + htmx < 60_000
