"""The charter's public pages, and its PDF read back."""

import hashlib
import io

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit import pdf
from signatories.charter.actions import load
from signatories.charter.models import CharterVersion
from signatories.charter.queries import families_of, text_of
from tests.factories import a_charter, a_newer_charter
from tests.signatories.charter.test_actions import OTHER
from tests.signatories.charter.test_reader import COMMITMENTS, DEMONSTRATION, OFFICIAL, SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_page_kept() -> None:
    cache.clear()


@pytest.fixture
def demonstration() -> CharterVersion:
    return load(DEMONSTRATION)[0]


def test_before_any_charter_the_page_says_what_to_expect(client: Client) -> None:
    page = client.get("/charte/")

    assert page.status_code == 200
    assert "pas encore en ligne" in page.text
    assert client.get("/charte/charte.pdf").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_the_version_in_force_is_shown_whole_with_an_anchor_for_each_commitment(client: Client) -> None:
    page = client.get("/charte/").text

    assert "Tenir parole dans la durée" in page
    assert "une association reste libre de ses choix" in page
    for slug in [*COMMITMENTS, "solidarite", "rendez-vous"]:
        assert f'id="{slug}"' in page
    assert "En vigueur depuis le" in page
    assert "⟦undefined" not in page


def test_a_demonstration_is_marked_and_an_official_text_is_not(
    client: Client, demonstration: CharterVersion
) -> None:
    assert "Texte de démonstration" in client.get("/charte/").text

    load(SMALL.encode())
    cache.clear()

    assert "Texte de démonstration" not in client.get("/charte/petite/").text
    superseded = client.get(f"/charte/{demonstration.version}/").text
    assert "Vous lisez une ancienne version" in superseded
    assert "Remplacée le" in superseded
    assert 'href="/charte/"' in superseded


def test_the_text_says_itself_that_it_is_a_demonstration_wherever_it_is_included(
    demonstration: CharterVersion,
) -> None:
    def sheet(version: CharterVersion) -> str:
        return render_to_string("signatories/charter/_text.html", {"charter": text_of(version)})

    assert "Texte de démonstration" in sheet(demonstration)
    assert "Texte de démonstration" not in sheet(load(SMALL.encode())[0])


def test_a_draft_is_nobodys_to_read(client: Client) -> None:
    load(SMALL.encode())
    load(OTHER)

    for name in ("version", "source", "pdf"):
        assert client.get(reverse(f"charter:{name}", args=["suivante"])).status_code == 404
    assert "suivante" not in client.get("/charte/").text


def test_the_file_is_served_byte_for_byte_under_its_own_digest(client: Client) -> None:
    data = SMALL.replace("\n", "\r\n").encode()
    version, _ = load(data)
    answer = client.get("/charte/petite/charte.md")

    assert answer.content == data
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"' == f'"{version.sha256}"'
    assert version.sha256 in client.get("/charte/petite/").text
    assert client.get("/charte/petite/charte.md", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("path", ["/charte/", "/charte/demonstration/", "/charte/en-mots-simples/"])
def test_a_page_seen_before_is_not_sent_again(client: Client, path: str) -> None:
    page = client.get(path)

    assert client.get(path, headers={"If-None-Match": page["ETag"]}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.usefixtures("demonstration")
def test_the_page_is_made_with_two_queries_and_then_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # the version, the other versions
        client.get("/charte/")
    with django_assert_num_queries(0):
        assert "En vigueur depuis le" in client.get("/charte/").text


@pytest.mark.usefixtures("demonstration")
def test_a_kept_page_gives_way_to_a_new_charter(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert "Texte de démonstration" in client.get("/charte/").text

    with django_capture_on_commit_callbacks(execute=True):
        load(SMALL.encode())

    assert "Texte de démonstration" not in client.get("/charte/").text


def test_plain_words_are_read_without_any_charter_and_never_called_by_another_name(client: Client) -> None:
    page = client.get("/charte/en-mots-simples/").text

    assert "coopérer est un choix libre" in page
    assert "On a le droit de ne pas être d’accord." in page
    assert "FALC" not in page
    assert page.count("<li>") >= 7


def test_html_in_a_title_stays_text(client: Client) -> None:
    load(SMALL.replace("title: Charte", "title: <script>alert(1)</script>").encode())

    page = client.get("/charte/petite/").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_pdf_holds_the_text_the_version_and_how_to_verify_it(
    client: Client, demonstration: CharterVersion
) -> None:
    answer = client.get("/charte/demonstration/charte.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert "/StructTreeRoot" in reader.root_object
    assert "Charte de coopération entre associations" in text
    assert "Nous gardons l’œil ouvert ensemble" in text
    assert "habitantes, les habitants et les bénévoles" in text
    assert demonstration.sha256 in text
    assert "http://testserver/charte/demonstration/" in text
    assert "Texte de démonstration" in text
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''Charte%20de%20coop")
    again = client.get("/charte/demonstration/charte.pdf", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/charte/charte.pdf")["Location"] == "/charte/demonstration/charte.pdf"


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official text is not beside this clone (../shared/charter)")
def test_the_official_text_keeps_its_own_spelling_on_screen_and_in_pdf(client: Client) -> None:
    load(OFFICIAL.read_bytes())
    page = client.get("/charte/2020/").text
    reader = PdfReader(io.BytesIO(client.get("/charte/2020/charte.pdf").content))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())

    for words in ("habitant·e·s", "condition sine qua non", "mise en œuvre de la charte"):
        assert words in page
        assert words in text
    assert "démonstration" not in text


@pytest.mark.usefixtures("demonstration")
def test_without_pango_the_pdf_answers_with_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(document: pdf.Document) -> bytes:
        raise pdf.PdfUnavailable("no Pango")

    monkeypatch.setattr(pdf, "kept", fails)

    answer = client.get("/charte/demonstration/charte.pdf")

    assert answer.status_code == 503
    assert "apt install libpango" in answer.text
    assert "⟦undefined" not in answer.text


def test_the_commitments_alone_are_numbered_through_both_families(demonstration: CharterVersion) -> None:
    context = {"families": families_of(demonstration), "href": "/charte/"}
    html = render_to_string("signatories/charter/_commitments.html", context)

    assert html.count("<li>") == 7
    assert '<ol class="pledges" start="5">' in html
    assert 'href="/charte/#concertation"' in html
    assert "⟦undefined" not in html


def test_other_versions_are_named_beside_the_one_that_is_read(client: Client) -> None:
    former, newer = a_charter(), a_newer_charter()
    address = {version.pk: reverse("charter:version", args=[version.version]) for version in (former, newer)}

    page = client.get(address[newer.pk]).content.decode()

    assert f'href="{address[former.pk]}"' in page
    assert f'href="{address[newer.pk]}"' not in page


@pytest.mark.parametrize("name", ["current", "version", "plain", "source"])
def test_a_page_of_the_charter_is_asked_for_again_only_when_it_changed(client: Client, name: str) -> None:
    version = a_charter().version
    address = reverse(f"charter:{name}", args=[version] if name in {"version", "source"} else [])
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
