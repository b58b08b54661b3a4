"""The same answer as a list, a table, a map and files: by keyboard, over several pages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.factories import a_commune, a_signatory, a_theme
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
widths = pytest.mark.parametrize("width", [320, 1280])
NUMBER = re.compile(r"\((\w+)\)\u202f: (\d+|aucun) signataires?$")


@pytest.fixture
def three_departments() -> None:
    for code, commune in (("13055", "Marseille"), ("93066", "Saint-Denis"), ("2A004", "Ajaccio")):
        for number in range(1 + (code == "93066")):
            a_signatory(f"Amis {commune} {number} (exemple)", commune=a_commune(name=commune, code=code))


def numbers_of_tiles(page: Page) -> dict[str, int]:
    """What the accessible name of each tile says, by department code; none left out."""
    names = page.locator(".map__drawing a").evaluate_all("tiles => tiles.map(tile => tile.ariaLabel)")
    found = [NUMBER.search(name) for name in names]
    assert all(found), names
    return {one[1]: 0 if one[2] == "aucun" else int(one[2]) for one in found if one}


def numbers_of_table(page: Page) -> dict[str, int]:
    rows = page.locator(".map table tbody tr").all()
    return {row.locator("th").inner_text()[-3:-1]: int(row.locator("td").inner_text()) for row in rows}


@pytest.mark.usefixtures("three_departments")
@widths
def test_the_map_is_walked_and_passed_by_keyboard(visit: Visit, width: int) -> None:
    # Given somebody who has only a keyboard, on the map
    page = visit("/signataires/?vue=carte", width=width)
    check(page)
    assert small_targets(page) == []
    page.get_by_role("link", name="Carte", exact=True).focus()

    # When they go on, they may pass all the tiles at once
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Emporter cette liste")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Passer la carte")
    expect(page.locator(":focus")).to_be_in_viewport()
    check(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.map__drawing')")

    # Or walk them, each drawn apart while it has the focus
    tile = page.get_by_role("link", name=re.compile(r"Département 93 \(93\)\s: 2 signataires"))
    page.locator(".skip--here").focus()
    for _ in range(107):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel.includes('(93)')"):
            break
    expect(tile).to_be_focused()
    expect(tile.locator("rect")).to_have_css("stroke-width", "4px")
    expect(tile.locator("rect")).to_have_css("outline-style", "solid")

    # Then Enter opens its list
    page.keyboard.press("Enter")
    expect(page.locator("#compte")).to_have_text("2 signataires")
    assert page.url.endswith("/signataires/?departement=93")


@pytest.mark.usefixtures("three_departments")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_table_says_the_numbers_of_the_tiles(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    visitor = Visitor(visit("/signataires/?vue=carte", width=320, scripts=scripts))

    visitor.opens("La même carte en tableau").looks()

    tiles, table = numbers_of_tiles(visitor.page), numbers_of_table(visitor.page)
    assert len(tiles) == 107
    assert table == {code: number for code, number in tiles.items() if number}
    assert table == {"13": 1, "93": 2, "2A": 1}
    visitor.follow("Département 13 (13)").sees("Amis Marseille 0 (exemple)")


def asked(address: str | None) -> dict[str, list[str]]:
    return parse_qs(urlsplit(str(address)).query)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_is_asked_stays_asked_wherever_one_goes(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given more signatories than a page holds, some of another theme
    sport = a_theme("Sport")
    for number in range(51):
        a_signatory(f"Club {number:02} du mail (exemple)", themes=[sport])
    a_signatory("Club de lecture du mail (exemple)")
    a_signatory("Chorale du sport (exemple)", themes=[sport])

    # When somebody asks for a word and a theme, on a phone
    visitor = Visitor(visit("/signataires/", width=320, scripts=scripts)).fill("Nom, ville", "club")
    visitor.opens("Préciser la recherche")
    visitor.page.get_by_label("Thème", exact=True).select_option("sport")
    count = visitor.finds("51 signataires", scripts=scripts).page.locator("#compte")

    # Then it holds on the next page, in each reading and each order, and for the files
    visitor.follow("Page suivante")
    expect(count).to_have_text("51 signataires, page 2 sur 2")
    for link, holds in [
        ("Tableau", {"vue": ["tableau"]}),
        ("Commune", {"vue": ["tableau"], "tri": ["commune"]}),
        ("Page suivante", {"vue": ["tableau"], "tri": ["commune"], "page": ["2"]}),
        ("Liste", {"tri": ["commune"]}),
        ("Carte", {"vue": ["carte"]}),
    ]:
        visitor.page.get_by_role("link", name=re.compile(rf"^{link}\b")).first.click()
        expect(count).to_contain_text("51 signataires")
        assert asked(visitor.page.url) == {"q": ["club"], "theme": ["sport"]} | holds
        visitor.looks()
        files = visitor.page.locator(".take a[href*='/signataires/signataires.']").all()
        assert [asked(file.get_attribute("href")) for file in files] == [{"q": ["club"], "theme": ["sport"]}] * 6

    # And the file holds what was asked, no more
    table = visitor.page.request.get(str(files[2].get_attribute("href"))).text()
    assert table.count("(exemple)") >= 51
    assert "lecture" not in table
    assert "Chorale" not in table
