"""What journeys ask of a page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PATIENCE = (
    30_000  # milliseconds that a journey waits for what is to come: two run at once, on machines that are busy
)

# What people have, for journeys of many screens: a phone, with scripts and without, and a computer. A computer
# without scripts met nothing that these two do not.
screens = pytest.mark.parametrize(
    ("width", "scripts"),
    [(320, False), (320, True), (1280, True)],
    ids=["phone without scripts", "phone", "computer"],
)


def open_page(browser: Browser, base_url: str, *, width: int, dark: bool, scripts: bool) -> Page:
    """An empty page in a context of its own: nobody's cookies. `scripts=False` blocks every script file."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        locale="fr-FR",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    return context.new_page()


def problems_of(page: Page, base_url: str, problems: list[str]) -> None:
    """Note into `problems` what a visitor would not see: script errors, policy violations, foreign requests."""
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.on(
        "request",
        lambda request: None if request.url.startswith((base_url, "data:")) else problems.append(request.url),
    )


def check(page: Page) -> None:
    """Axe finds nothing, and nothing is cut or has to be scrolled sideways.

    A click returns as soon as the next page begins to arrive: it is looked at once it has.
    """
    page.wait_for_load_state()
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    hidden = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert hidden <= 0, f"{page.url} is {hidden} px too wide"


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Buttons, fields and links outside running text that are lower than `least` px."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('button, summary, select, input, nav a, .btn, .foot a')]
            .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.ariaHidden)
            .map(e => [e, (e.closest('.choices label, .check, .picture') || e).getBoundingClientRect().height])
            .filter(([e, height]) => height < least)
            .map(([e, height]) => `${e.outerHTML.slice(0, 80)} ${height}`)""",
        least,
    )
    return found
