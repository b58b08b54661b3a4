"""Somebody looks for an association: typing, choosing, by keyboard, with and without scripts."""

import gzip
import io

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.factories import a_commune, a_network, a_qpv, a_signatory, a_theme
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor

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


HERE = ["Échanges et savoirs du mail (exemple)", "L’Œuvre du goûter (exemple)", "Régie du mail (exemple)"]


@pytest.fixture
def a_dozen() -> None:
    """Three signatories of a neighbourhood of Saint-Denis, nine elsewhere."""
    mail = a_qpv(name="Le Mail", code="QN09331M")
    for name in HERE:
        a_signatory(name, qpvs=[mail])
    marseille = a_commune(name="Marseille", code="13055")
    for number in range(9):
        a_signatory(f"Savoirs et mail {number} (exemple)", commune=marseille)


def sheet_names(content: bytes) -> list[str]:
    """What the column of names holds, on a workbook's first sheet."""
    (sheet, *_) = load_workbook(io.BytesIO(content))
    heads, *rows = sheet.iter_rows(values_only=True)
    return [str(row[heads.index("Nom")]) for row in rows]


@pytest.mark.usefixtures("a_dozen")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_half_remembered_words_lead_to_an_association_its_neighbourhood_and_its_department(
    visit: Visit,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given somebody on a phone who remembers two words, in the wrong order and without their accents
    visitor = Visitor(visit("/signataires/", width=320, scripts=scripts))
    visitor.fill("Nom, ville", "savoir echange").finds("1 signataire", scripts=scripts)

    # When they open it, then its neighbourhood, then its department
    visitor.follow(HERE[0]).sees("Signataire depuis")
    visitor.follow("Le Mail").is_at("/quartiers/QN09331M/").sees(*HERE).does_not_see("Savoirs et mail")
    visitor.follow("Tout le département Département 93").is_at("/territoires/93/").sees(*HERE)
    visitor.follow("Ouvrir cette liste, l’emporter").opens("Emporter cette liste").looks()
    assert small_targets(visitor.page) == []

    # Then the list of the department is theirs, to print and for a spreadsheet
    page = visitor.page
    printed = str(page.get_by_role("link", name="À imprimer (PDF)").get_attribute("href"))
    sheets = PdfReader(io.BytesIO(page.request.get(printed).body())).pages
    words = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
    with page.expect_download() as download:
        page.get_by_role("link", name="Pour un tableur (XLSX)").click()
    assert all("".join(name.split()) in words for name in HERE)
    assert "Savoirsetmail" not in words
    assert sorted(sheet_names(download.value.path().read_bytes())) == sorted(HERE)
    assert "Département 93" in download.value.suggested_filename


@pytest.mark.usefixtures("signatories")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_nothing_found_says_what_to_loosen(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a search that nobody answers
    visitor = Visitor(visit("/signataires/?q=bobines+amis&departement=93", width=320, scripts=scripts)).looks()
    visitor.sees("Aucun signataire ne répond à cette recherche", "Élargir la recherche")
    assert small_targets(visitor.page) == []

    # When they follow the first thing to loosen, which says how many it gives
    first = visitor.page.locator(".empty li").first
    promised = first.inner_text().split("\u202f: ")[-1]
    first.get_by_role("link").click()

    # Then they find as many
    expect(visitor.looks().page.locator("#compte")).to_have_text(promised)
    expect(visitor.page.locator("#resultats .card")).to_have_count(int(promised.split()[0]))


def fetched_htmx(page: Page) -> bool:
    return bool(
        page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.includes('htmx-2'))")
    )


@pytest.mark.usefixtures("signatories")
def test_who_only_reads_fetches_no_library(visit: Visit) -> None:
    page = visit("/signataires/")
    page.mouse.wheel(0, 500)
    page.get_by_role("link", name="Tableau").click()
    assert not fetched_htmx(page)

    page.get_by_role("searchbox").fill("bobi")

    expect(page.locator("#compte")).to_have_text("1 signataire")
    assert fetched_htmx(page)


@pytest.mark.usefixtures("signatories")
def test_addresses_written_while_one_typed_lead_back_after_the_page_was_loaded_again(visit: Visit) -> None:
    page = visit("/signataires/")
    page.get_by_role("searchbox").fill("bobi")
    expect(page.locator("#compte")).to_have_text("1 signataire")

    page.reload()
    page.wait_for_function("window.htmx")
    page.go_back()

    expect(page.locator("#compte")).to_have_text("2 signataires")


def test_a_full_page_weighs_less_than_thirty_kilobytes(client: Client) -> None:
    for number in range(50):
        a_signatory(f"Amis {number} (exemple)", qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    html = client.get("/signataires/").content
    static = settings.BASE_DIR / "static"
    files = [static / "css" / f"{name}.css" for name in ("tokens", "base", "components", "print", "directory")]
    files += [static / "js" / "htmx-when-used.js", static / "img" / "favicon.svg"]

    weight = sum(len(gzip.compress(part)) for part in [html, *(path.read_bytes() for path in files)])

    assert weight < 30_000
