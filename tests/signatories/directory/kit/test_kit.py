"""What a signatory says of itself: badge, poster, words to paste."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from qpv_charter.toolkit import pdf
from signatories.directory.kit.material import SHADES, SHEETS
from signatories.directory.kit.views import TYPES
from signatories.signatures.actions import pause, withdraw
from signatories.signatures.models import Signature
from tests.factories import a_published_signature, a_team_member, an_organisation

pytestmark = pytest.mark.django_db


def kit_of(signature: Signature, route: str = "kit", *more: str) -> str:
    return reverse(f"directory:{route}", args=[signature.organisation.slug, *more])


def test_the_kit_has_words_links_posters_and_badges(client: Client) -> None:
    signature = a_published_signature(name="L’Œuvre & <b>co</b> (exemple)")
    slug = signature.organisation.slug

    content = client.get(kit_of(signature)).content.decode()

    assert "L’Œuvre &amp; &lt;b&gt;co&lt;/b&gt; (exemple) a signé la charte" in content
    assert f"http://testserver/signataires/{slug}/" in content
    assert "mailto:?subject=Nous%20avons%20sign%C3%A9" in content
    assert "https://wa.me/?text=L%E2%80%99%C5%92uvre" in content
    assert f'href="/signataires/{slug}/affiche.pdf"' in content
    assert f"&lt;img src=&quot;http://testserver/signataires/{slug}/badge.svg&quot;" in content
    assert '<meta name="robots" content="noindex">' in content
    assert "⟦" not in content
    ids = re.findall(r' id="([^"]+)"', content)
    assert len(ids) == len(set(ids))  # the buttons copy by id


def test_a_poster_bears_the_logo_that_the_association_gave(client: Client) -> None:
    signature = a_published_signature()
    file = io.BytesIO()
    Image.new("RGB", (512, 200), "#b23a20").save(file, "PNG")

    bare = client.get(kit_of(signature, "poster", "affiche")).content
    signature.organisation.logo.save("logo.png", ContentFile(file.getvalue()))
    bears = client.get(kit_of(signature, "poster", "affiche")).content
    signature.organisation.logo.storage.delete(str(signature.organisation.logo.name))
    lost = client.get(kit_of(signature, "poster", "affiche"))

    drawn = [len(PdfReader(io.BytesIO(content)).pages[0].images) for content in (bare, bears, lost.content)]
    assert drawn == [0, 1, 0]
    assert len(PdfReader(io.BytesIO(bears)).pages) == 1


def test_nothing_private_is_in_the_kit(client: Client) -> None:
    signature = a_published_signature()
    contact = signature.organisation.memberships.get().user

    content = client.get(kit_of(signature)).content.decode()

    assert contact.last_name not in content
    assert str(contact.email) not in content


@pytest.mark.parametrize("name", ["badge", "badge-sombre"])
def test_a_badge_is_a_picture_that_any_site_may_show(client: Client, name: str) -> None:
    signature = a_published_signature()

    drawn = client.get(kit_of(signature, "badge", name, "svg"))
    photographed = client.get(kit_of(signature, "badge", name, "png"))

    assert drawn["Content-Type"] == "image/svg+xml"
    assert ET.fromstring(drawn.content).get("viewBox") == "0 0 344 92"  # noqa: S314  # ours
    assert b"<script" not in drawn.content
    assert b"<text" not in drawn.content
    assert Image.open(io.BytesIO(photographed.content)).size == (688, 184)
    for response in (drawn, photographed):
        assert response["Cache-Control"] == "public, no-cache"
        assert not response.cookies
    assert (
        client.get(kit_of(signature, "badge", name, "svg"), headers={"If-None-Match": drawn["ETag"]}).status_code
        == 304
    )


@pytest.mark.parametrize("address", ["autre.svg", "badge.gif", "autre.pdf"])
def test_what_is_not_in_the_kit_is_not_found(client: Client, address: str) -> None:
    slug = a_published_signature().organisation.slug

    assert client.get(f"/signataires/{slug}/{address}").status_code == 404
    assert client.get("/signataires/personne/badge.svg").status_code == 404


def test_an_association_that_was_never_published_has_no_kit(client: Client) -> None:
    slug = an_organisation().slug

    assert client.get(f"/signataires/{slug}/kit/").status_code == 404
    assert client.get(f"/signataires/{slug}/badge.svg").status_code == 404


@pytest.mark.parametrize(("sheet", "millimetres"), [("affiche", (210, 297)), ("affiche-a3", (297, 420))])
@pytest.mark.parametrize(
    "name", ["Les Éclaireuses d’œuvre (exemple)", "Association " + "très longue " * 14 + "(exemple)"]
)
def test_a_poster_is_one_page_of_its_size(
    client: Client, sheet: str, millimetres: tuple[int, int], name: str
) -> None:
    signature = a_published_signature(name=name)

    response = client.get(kit_of(signature, "poster", sheet))
    document = PdfReader(io.BytesIO(response.content))

    assert len(document.pages) == 1
    size = document.pages[0].mediabox
    assert (round(float(size.width) * 25.4 / 72), round(float(size.height) * 25.4 / 72)) == millimetres
    text = " ".join(document.pages[0].extract_text().split())
    assert name.split(maxsplit=1)[0] in text
    assert "/StructTreeRoot" in document.root_object
    assert response["Cache-Control"] == "private, no-store"


def test_without_pango_a_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "_weasyprint", missing)

    assert client.get(kit_of(a_published_signature(), "poster", "affiche")).status_code == 503


def test_all_of_it_is_gone_with_the_signature(client: Client) -> None:
    team = a_team_member()
    signature = a_published_signature(name="Les Amis qui s’en vont (exemple)")
    addresses = [
        kit_of(signature),
        *(kit_of(signature, "badge", name, extension) for name in SHADES for extension in TYPES),
        *(kit_of(signature, "poster", sheet) for sheet in SHEETS),
    ]

    pause(signature, by=team, reason="Trois appels sans réponse.")
    away = [client.get(address) for address in addresses]
    withdraw(signature, by=team, reason="Dissolution.")
    gone = [client.get(address) for address in addresses]

    assert {response.status_code for response in away} == {404}
    assert {response.status_code for response in gone} == {410}
    assert all(b"qui s" not in response.content for response in away + gone)
    assert all(response["Cache-Control"] == "no-store" for response in away + gone)
