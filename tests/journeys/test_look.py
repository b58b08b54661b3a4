"""What the eye and the keyboard meet: home, gallery, and the pages every site has."""

import pytest
from playwright.sync_api import Page

from tests.factories import a_published_signature
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WHOLE_LOOK = ["/", "/demo/composants/"]
OTHERS = [
    "/signataires/",
    "/territoires/",
    "/reseaux/",
    "/charte/en-mots-simples/",
    "/verifier/",
    "/donnees/",
    "/confidentialite/",
    "/accessibilite/",
    "/mentions-legales/",
    "/rien/",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", WHOLE_LOOK)
def test_everyone_can_use_every_component(visit: Visit, path: str, width: int, dark: bool) -> None:  # noqa: FBT001  # a case
    a_published_signature(name="Amis du mail (exemple)")

    page = visit(path, width=width, dark=dark)

    check(page)
    assert small_targets(page) == []


@pytest.mark.parametrize("path", OTHERS)
def test_everyone_can_use_the_page(visit: Visit, path: str) -> None:
    a_published_signature(name="Amis du mail (exemple)")

    for page in [visit(path, width=320), visit(path, width=1280, dark=True)]:
        check(page)
        assert small_targets(page) == []


@pytest.mark.parametrize("path", WHOLE_LOOK)
def test_text_twice_as_big_still_fits(visit: Visit, path: str) -> None:
    page = visit(path, width=640)

    page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")

    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit("/")

    page.keyboard.press("Tab")
    assert focused(page) == "#contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert focused(page) == "/signer/"


def test_the_keyboard_can_pass_the_map_or_walk_it(visit: Visit) -> None:
    page = visit("/")

    page.locator("a[href='#signataires']").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "/territoires/62/"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/#signataires")


def test_a_tile_says_its_department_when_one_points_at_it_or_reaches_it(visit: Visit) -> None:
    page = visit("/")
    tile = page.locator("a[href='/territoires/62/']")
    name = tile.locator(".map__name")

    assert not name.is_visible()
    tile.hover()
    assert name.is_visible()
    page.mouse.move(1, 1)
    assert not name.is_visible()
    page.locator("a[href='#signataires']").focus()
    page.keyboard.press("Tab")
    assert name.is_visible()


def test_a_phone_shows_the_page_not_its_frame(visit: Visit) -> None:
    page = visit("/", width=320)

    frame = page.locator("h1").evaluate("heading => heading.closest('main').getBoundingClientRect().top")

    assert frame <= 130  # of some 740 px


def test_the_squares_of_a_breadcrumb_are_square(visit: Visit) -> None:
    signature = a_published_signature(name="Association des habitantes et des habitants du quartier " * 5)
    page = visit(f"/signataires/{signature.organisation.slug}/")

    sizes = page.evaluate(
        """[...document.querySelectorAll('.crumbs li + li')].map(li => getComputedStyle(li, '::before'))
            .map(square => [square.width, square.height])"""
    )

    assert sizes == [["8px", "8px"]] * 2


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_phone_opens_the_menu(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    page = visit("/", width=320, scripts=scripts)
    link = page.locator(".menu a[href='/signataires/']")

    assert not link.is_visible()
    page.get_by_text("Menu", exact=True).click()

    assert link.is_visible()
    check(page)


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(visit: Visit) -> None:
    page = visit("/demo/composants/")

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Adresse e-mail").first.click()

    assert page.evaluate("document.activeElement.name") == "wrong-email"


def test_a_text_is_copied_with_scripts_and_selected_without(visit: Visit) -> None:
    with_scripts = visit("/demo/composants/")
    without = visit("/demo/composants/", scripts=False)

    with_scripts.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with_scripts.get_by_role("button", name="Copier").click()
    with_scripts.get_by_role("button", name="Copié").wait_for()

    assert with_scripts.evaluate("navigator.clipboard.readText()").endswith("/signer/seance/")
    assert not without.get_by_role("button", name="Copier").is_visible()
    assert without.get_by_label("Lien de la séance").is_visible()
