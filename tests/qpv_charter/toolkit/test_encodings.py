"""Kept pages are compressed once, and given as each browser takes them."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from qpv_charter.toolkit import encodings, pages
from tests.keeping import kept_answers

pytestmark = pytest.mark.django_db
TEXT = "Les Amis du mail ont signé. " * 100


@pages.kept_for_visitors("essai")
def view(request: object) -> HttpResponse:
    return HttpResponse(TEXT)


def answer(accepted: str | None, **headers: str) -> HttpResponse:
    given = headers | ({} if accepted is None else {"accept-encoding": accepted})
    found = kept_answers(view)(RequestFactory(headers=given).get("/essai/"))
    assert isinstance(found, HttpResponse)
    return found


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0, gzip", "gzip"),
        ("br;q=1.0", "br"),
        ("br;q=0.05", "br"),
        ("deflate", None),
        ("bracket", None),
        ("", None),
        (None, None),
    ],
)
def test_a_page_is_given_as_the_browser_takes_it(accepted: str | None, encoding: str | None) -> None:
    for _ in range(2):  # made, then kept
        given = answer(accepted)

        read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert given.headers.get("Content-Encoding") == encoding
        assert read(given.content).decode() == TEXT
        assert {"Cookie", "Accept-Encoding"} <= {name.strip() for name in given["Vary"].split(",")}


def test_compressed_it_weighs_much_less() -> None:
    assert len(answer("br").content) < len(TEXT) / 10
    assert len(answer("gzip").content) < len(TEXT) / 10


def test_each_form_has_a_tag_of_its_own_that_says_304() -> None:
    tags = {accepted: answer(accepted)["ETag"] for accepted in ("br", "gzip", "")}

    assert len(set(tags.values())) == 3
    for accepted, tag in tags.items():
        assert answer(accepted, **{"if-none-match": tag}).status_code == 304
    assert answer("br", **{"if-none-match": tags["gzip"]}).status_code == 200


@pytest.mark.parametrize(("length", "compressed"), [(200, False), (201, True)])
def test_what_is_short_is_left_as_it_is(length: int, compressed: bool) -> None:  # noqa: FBT001  # a case
    assert ("br" in encodings.forms_of(b"x" * length)) is compressed
