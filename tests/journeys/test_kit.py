"""A signatory says that it signed: words to copy, links to share, posters, badges."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.factories import a_published_signature
from tests.journeys.browser import small_targets
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
widths = pytest.mark.parametrize("width", [320, 1280])
NAME = "Les Goûters de l’Œuvre (exemple)"


@pytest.fixture(autouse=True)
def signatory(live_server_address: str) -> str:
    """The public address of an association that signed."""
    return f"{live_server_address}/signataires/{a_published_signature(name=NAME).organisation.slug}/"


def picture_width(page: Page, selector: str) -> int:
    """In pixels of the file; 0 for a picture that could not be shown."""
    return int(page.locator(selector).evaluate("picture => picture.decode().then(() => picture.naturalWidth)"))


@both
@widths
def test_somebody_tells_that_their_association_signed(
    visit: Visit,
    signatory: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given a visitor of the association's page
    visitor = Visitor(visit(signatory, width=width, scripts=scripts)).looks()

    # When they open its kit
    visitor.follow("Affiche, badge et message à partager").is_at("/kit/")

    # Then it reads well, every badge shows, and the message can be taken with or without a button
    page = visitor.sees("Faire savoir que vous avez signé").page
    assert small_targets(page) == []
    assert [picture_width(page, f"img[src$='{name}.svg']") for name in ("badge", "badge-sombre")] == [344, 344]
    message = page.get_by_label("Message pour WhatsApp ou SMS", exact=True)
    expect(message).to_have_value(re.compile(f"^{re.escape(NAME)} a signé la charte .*{signatory}$"))
    expect(page.get_by_role("button", name="Copier : Message")).to_be_visible(visible=scripts)


def test_the_message_and_the_badge_are_copied(visit: Visit, signatory: str) -> None:
    page = visit(f"{signatory}kit/", width=320)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copier : Message").click()
    page.get_by_role("button", name="Copié").wait_for()
    message = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copier : Code").first.click()
    expect(page.get_by_role("button", name="Copié")).to_have_count(2)
    code = page.evaluate("navigator.clipboard.readText()")

    assert message.startswith(f"{NAME} a signé la charte")
    assert message.endswith(signatory)
    assert f'<a href="{signatory}"><img src="{signatory}badge.svg"' in code


@both
def test_sharing_follows_nobody(visit: Visit, signatory: str, scripts: bool) -> None:  # noqa: FBT001  # a case
    page = visit(f"{signatory}kit/", width=320, scripts=scripts)
    message = page.get_by_label("Message pour WhatsApp ou SMS", exact=True).input_value()

    links = [
        urlsplit(str(page.get_by_role("link", name=name, exact=True).get_attribute("href")))
        for name in ("Par e-mail", "Par SMS", "Par WhatsApp")
    ]

    assert [(link.scheme, link.netloc) for link in links] == [("mailto", ""), ("sms", ""), ("https", "wa.me")]
    said = [parse_qs(link.query) for link in links]
    assert [sorted(words) for words in said] == [["body", "subject"], ["body"], ["text"]]
    assert all(message in words.get("body", words.get("text", [])) for words in said)
    assert "?" not in message  # the address in it is the page's, with no mark of where it was read


@pytest.mark.parametrize(("label", "millimetres"), [("Affiche A4 (PDF)", 210), ("Affiche A3 (PDF)", 297)])
def test_a_poster_bears_the_name(visit: Visit, signatory: str, label: str, millimetres: int) -> None:
    page = visit(f"{signatory}kit/")

    address = str(page.get_by_role("link", name=label).get_attribute("href"))
    sheets = PdfReader(io.BytesIO(page.request.get(address).body())).pages

    assert len(sheets) == 1
    assert round(float(sheets[0].mediabox.width) * 25.4 / 72) == millimetres
    assert "".join(NAME.split()) in "".join(sheets[0].extract_text().split())
