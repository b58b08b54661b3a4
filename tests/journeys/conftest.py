"""A real browser for the journeys: the system's Chromium, pages of a size and a mode, problems collected."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browser import PATIENCE, open_page, problems_of

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none, journeys are left out, except in CI, where nothing may be."""
    path = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *NAMES])), None)
    if path is None and not os.environ.get("CI"):
        pytest.skip("No Chromium on this machine: `make test` installs it where it can.")
    # Playwright runs a loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def live_server_address(live_server: LiveServer, settings: Any) -> str:
    """Where the site answers; mails, PDFs and QR codes lead there too."""
    settings.SITE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """`visit("/signer/", width=320, dark=True, scripts=False)` opens a page of the site in a context of its own.

    The test fails if a page met an error of script or policy, or asked another origin for something."""
    problems: list[str] = []

    def opened(path: str, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        page = open_page(browser, live_server.url, width=width, dark=dark, scripts=scripts)
        problems_of(page, live_server.url, problems)
        page.goto(path)
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert not problems
