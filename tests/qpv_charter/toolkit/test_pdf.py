"""The PDF brick: tagged, the same bytes for the same page, closed to the outside, never an empty file."""

import errno
import importlib
import io
import os
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pypdf import PdfReader
from pytest_django import Settings

from qpv_charter.toolkit import pdf, tasks
from qpv_charter.toolkit.retention import DAY
from qpv_charter.toolkit.turns import Turns

pytestmark = pytest.mark.once

PAGE = '<html lang="fr"><head><title>L’œuvre</title></head><body><h1>Où\u202f? À l’œuvre</h1>{}</body></html>'


def a_document(extra: str = "") -> pdf.Document:
    return pdf.Document(html=PAGE.format(extra), css="body { color: #1d2433 }")


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/x.pdf")


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def fails(name: str, package: str | None = None) -> ModuleType:
        if name == "weasyprint":
            message = "cannot load library 'libpango-1.0-0'"
            raise OSError(message)
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", fails)


def test_a_pdf_is_tagged_titled_and_reads_back_in_french() -> None:
    reader = PdfReader(io.BytesIO(pdf.build(a_document())))

    catalogue = cast("dict[str, Any]", reader.root_object)
    assert str(catalogue["/Lang"]) == "fr"
    assert str(catalogue["/MarkInfo"]["/Marked"]) == "True"
    assert reader.metadata is not None
    assert reader.metadata.title == "L’œuvre"
    assert "À l’œuvre" in reader.pages[0].extract_text()
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_the_same_document_gives_the_same_bytes_and_another_one_another_key() -> None:
    assert pdf.build(a_document()) == pdf.build(a_document())
    assert a_document().key == a_document().key
    assert a_document().key != a_document("<p>.</p>").key


def test_a_built_document_is_kept_and_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_document("<p>gardé</p>")
    assert pdf.stored(document.key) is None
    first = pdf.kept(document)

    monkeypatch.setattr(pdf, "build", lambda _: pytest.fail("built twice"))

    assert pdf.kept(document) == first == pdf.stored(document.key)


def test_old_files_are_forgotten_and_recent_ones_are_not() -> None:
    document = a_document("<p>vieux</p>")
    pdf.kept(document)
    written = pdf._path(document.key).stat().st_mtime

    pdf.forget_older_than(60, now=written + 30)  # may forget what slower tests wrote before
    assert pdf.stored(document.key) is not None
    assert pdf.forget_older_than(60, now=written + 61) >= 1
    assert pdf.stored(document.key) is None


@pytest.fixture
def empty_store(settings: Settings, tmp_path: Path) -> None:
    """A folder of its own for what is kept: the other tests fill the common one."""
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


def keep(number: int) -> str:
    """The key of a small document, kept at that second."""
    document = a_document(f"<p>{number}</p>")
    pdf._write_atomically(pdf._path(document.key), b"x" * 100)
    os.utime(pdf._path(document.key), (number, number))
    return document.key


@pytest.mark.usefixtures("empty_store")
@pytest.mark.parametrize(
    ("files", "size", "left"), [(3, 10**9, 3), (10**9, 300, 3), (10**9, 299, 2), (10**9, 10**9, 5)]
)
def test_what_is_kept_is_bounded_and_the_oldest_goes_first(
    monkeypatch: pytest.MonkeyPatch, files: int, size: int, left: int
) -> None:
    before = [keep(number) for number in range(4)]
    monkeypatch.setattr(pdf, "MOST_FILES", files)
    monkeypatch.setattr(pdf, "MOST_BYTES", size)
    monkeypatch.setattr(pdf, "build", lambda _: b"x" * 100)

    newest = a_document("<p>le dernier</p>")
    pdf.kept(newest)

    kept = [pdf.stored(key) is not None for key in (*before, newest.key)]
    assert kept == [False] * (5 - left) + [True] * left


@pytest.mark.usefixtures("empty_store")
def test_on_a_full_disk_a_document_is_given_and_nothing_of_it_remains(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pdf, "build", lambda _: b"%PDF-1.7")
    monkeypatch.setattr(Path, "replace", full)

    assert pdf.kept(a_document()) == b"%PDF-1.7"
    assert list(pdf._path("").parent.iterdir()) == []
    assert "could not be kept" in caplog.text


@pytest.mark.usefixtures("empty_store")
def test_what_a_killed_process_left_unfinished_is_forgotten_too() -> None:
    keep(1)
    half = pdf._path("").parent / "tmpabcd.part"
    half.write_bytes(b"%PDF")

    assert pdf.forget_older_than(60, now=half.stat().st_mtime + 61) == 2
    assert not half.exists()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x.png",
        "data:image/png;base64,AA==",
        "static:../manage.py",
        "static:no.svg",
    ],
)
def test_nothing_but_our_static_files_is_ever_read(url: str) -> None:
    with pytest.raises(Exception, match=r"(Only our own|No static file|joined path)"):
        pdf._fetch(url)


def test_our_own_static_files_can_be_read() -> None:
    answer = pdf._fetch("static:css/pdf.css")

    assert b"@page" in answer.read()
    assert answer.headers["Content-Type"] == "text/css"


def test_a_response_has_a_french_name_an_etag_and_answers_not_modified(request_: HttpRequest) -> None:
    document = a_document()
    response = pdf.pdf_response(request_, document, filename="Charte de coopération.pdf", max_age=60)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Charte%20de%20coop%C3%A9ration.pdf"
    assert response["Cache-Control"] == "public, max-age=60"

    request_.META["HTTP_IF_NONE_MATCH"] = response["ETag"]
    assert pdf.pdf_response(request_, document, filename="x.pdf").status_code == 304


def test_a_private_response_is_kept_nowhere(request_: HttpRequest) -> None:
    document = a_document("<p>privé</p>")
    response = pdf.pdf_response(request_, document, filename="x.pdf", public=False)

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert pdf.stored(document.key) is None


def test_while_too_many_are_made_a_page_says_to_come_back(
    request_: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty attestations at once took 400 MB, and every thread for half a minute."""
    turns = Turns(waiting=0, patience=0)
    monkeypatch.setattr(pdf, "_turns", turns)
    document = a_document("<p>un de trop</p>")

    with turns.take():
        answers = [
            pdf.pdf_response(request_, document, filename="x.pdf", public=public) for public in (True, False)
        ]

    for answer in answers:
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
        assert "rechargez cette page" in answer.content.decode()  # type: ignore[attr-defined]  # a page
    assert pdf.stored(document.key) is None
    assert pdf.pdf_response(request_, document, filename="x.pdf").status_code == 200


def test_who_waited_for_the_same_document_is_given_it(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_document("<p>le même</p>")
    drawn = pdf.kept(document)
    monkeypatch.setattr(pdf, "_drawn", lambda _: pytest.fail("made twice"))

    assert pdf.build(document) == drawn


@pytest.mark.usefixtures("no_pango")
def test_without_pango_nothing_is_built_nor_kept() -> None:
    document = a_document("<p>jamais construit</p>")

    with pytest.raises(pdf.PdfUnavailable, match="libpango"):
        pdf.kept(document)

    assert pdf.stored(document.key) is None


@pytest.mark.usefixtures("no_pango")
def test_without_pango_a_page_says_which_command_installs_it(request_: HttpRequest) -> None:
    document = a_document("<p>jamais construit</p>")
    with pytest.raises(pdf.PdfUnavailable):
        pdf.build(document)

    response = pdf.pdf_response(request_, document, filename="x.pdf")

    assert response.status_code == 503
    page = response.content.decode()  # type: ignore[attr-defined]  # a page, not a stream
    assert "apt install libpango" in page
    assert "pas disponible" in page
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_every_day_the_files_of_the_day_before_are_forgotten_and_no_other() -> None:
    document = a_document("<p>ce matin</p>")
    pdf.kept(document)
    path = pdf._path(document.key)

    tasks.forget_what_is_old.call()
    assert pdf.stored(document.key) is not None
    os.utime(path, (0, path.stat().st_mtime - DAY.total_seconds() - 60))

    tasks.forget_what_is_old.call()
    assert pdf.stored(document.key) is None
