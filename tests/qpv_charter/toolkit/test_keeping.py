"""Kept pages are answered before the rest of the site, and nobody could tell."""

import gzip
from typing import Any

import brotli
import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.audiences import Audience, Declared, by_key, public, signed_in
from qpv_charter.toolkit.keeping import LONGEST_REMEMBERED, KeptPagesMiddleware
from qpv_charter.toolkit.shelf import Shelf
from tests.factories import a_signatory, a_theme
from tests.keeping import kept_answers
from tests.worlds import Address, World, addresses

pytestmark = pytest.mark.django_db
LIST = "/signataires/"
MIDDLEWARE = f"{KeptPagesMiddleware.__module__}.{KeptPagesMiddleware.__qualname__}"
OURS = {"Cache-Control", "Content-Encoding", "Content-Length", "ETag", "Vary"}  # said of a page because it is kept
READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
KEPT = [address for address in addresses() if hasattr(address.view, "kept_key")]
ASKED: dict[str, dict[str, Any]] = {
    "as it is": {},
    "brotli": {"headers": {"accept-encoding": "gzip, br"}},
    "gzip": {"headers": {"accept-encoding": "gzip, br;q=0"}},
    "over https": {"secure": True},
    "from another host of ours": {"SERVER_NAME": "localhost"},
    "by htmx": {"headers": {"hx-request": "true"}},
    "one has it": {"headers": {"if-none-match": "*"}},
    "one has another": {"headers": {"if-match": '"another"'}},
    "in English, with other cookies": {"headers": {"accept-language": "en", "cookie": "other=1"}},
}


def text(answer: Any) -> str:
    return str(READ[answer.get("Content-Encoding")](answer.content).decode())


def how_many_kept() -> int:
    shelf = caches["pages"]
    assert isinstance(shelf, Shelf)
    return len(shelf._things)


def facts(answer: Any) -> tuple[int, dict[str, str], bytes, int]:
    """All that a browser is told."""
    return answer.status_code, dict(answer.headers), answer.content, len(answer.cookies)


def test_pages_are_answered_right_after_the_redirection_to_https(settings: Any) -> None:
    assert settings.MIDDLEWARE[:2] == ["django.middleware.security.SecurityMiddleware", MIDDLEWARE]


def test_only_what_is_public_is_kept() -> None:
    assert len(KEPT) > 9
    assert {address.audience for address in KEPT} == {public}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_kept_answer_is_a_fresh_one_header_for_header(
    world: World, settings: Any, method: str, asked: dict[str, Any]
) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    browser = Client()
    for address in KEPT:
        url = world.url(address)
        caches["pages"].clear()
        fresh = facts(getattr(browser, method)(url, **asked))
        browser.get(url, **asked)

        assert facts(getattr(browser, method)(url, **asked)) == fresh, url


@pytest.mark.parametrize("address", KEPT, ids=str)
@pytest.mark.parametrize("asked", ["as it is", "over https", "by htmx"])
def test_it_has_every_header_that_it_had_before_pages_were_kept(
    world: World, settings: Any, address: Address, asked: str
) -> None:
    url = world.url(address)
    for _ in range(2):
        kept = Client().get(url, **ASKED[asked])
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]

    made = Client().get(url, **ASKED[asked])

    assert text(kept) == made.content.decode()
    assert {**kept.headers, **dict.fromkeys(OURS)} == {**made.headers, **dict.fromkeys(OURS)}
    assert "Content-Security-Policy" in kept.headers
    assert "nonce-" not in kept["Content-Security-Policy"]


@pytest.mark.parametrize("address", KEPT, ids=str)
def test_whoever_is_signed_in_is_given_a_page_of_her_own_and_leaves_none(world: World, address: Address) -> None:
    url, visitor, member = world.url(address), Client(), world.browser("member")
    before = [visitor.get(url) for _ in range(2)][-1]

    hers = member.get(url)
    caches["pages"].clear()
    member.get(url)

    assert hers["Cache-Control"] == "private, no-cache"
    assert text(visitor.get(url)) == text(before)
    assert before["Cache-Control"] == "public, no-cache"


def test_an_answer_without_a_body_says_all_but_what_is_of_the_body() -> None:
    for _ in range(2):
        whole = Client().get(LIST, headers={"accept-encoding": "br"})
        unchanged = Client().get(LIST, headers={"accept-encoding": "br", "if-none-match": whole["ETag"]})

        assert unchanged.status_code == 304
        assert {*whole.headers} - {*unchanged.headers} == {"Content-Type", "Content-Length", "Content-Encoding"}
        assert unchanged["ETag"] == whole["ETag"]


def test_a_foreign_host_is_refused_whatever_is_kept() -> None:
    fresh = Client().get(LIST, SERVER_NAME="evil.example")
    Client().get(LIST)

    kept = Client().get(LIST, SERVER_NAME="evil.example")

    assert facts(kept) == facts(fresh)
    assert kept.status_code == 400
    assert "Content-Security-Policy" in kept.headers


def test_plain_http_is_led_to_https_and_a_page_is_kept_for_each(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    browser = Client()

    for _ in range(2):
        through_the_proxy = browser.get(LIST, headers={"x-forwarded-proto": "https"})
        assert through_the_proxy["Strict-Transport-Security"] == "max-age=60"
        plain = browser.get(LIST)
        assert (plain.status_code, plain["Location"]) == (301, f"https://testserver{LIST}")


def test_what_a_page_says_of_its_host_is_told_to_nobody_else(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    @pages.kept_for_visitors("essai")
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.build_absolute_uri())

    ask = kept_answers(page)
    for host, secure in [("a.example", False), ("b.example", False), ("a.example", True), ("a.example:81", False)]:
        request = RequestFactory().get("/essai/", headers={"host": host}, secure=secure)
        assert text(ask(request)) == f"http{'s' if secure else ''}://{host}/essai/"


def test_a_question_mark_in_a_path_asks_for_nothing() -> None:
    a_signatory("Abeilles (exemple)")
    assert Client().get(f"{LIST}?q=abeilles").status_code == 200

    assert Client().get(f"{LIST}%3Fq=abeilles").status_code == 404


@pytest.mark.parametrize("is_kept", [False, True])
def test_fields_that_nobody_filled_in_leave_the_address_whatever_is_kept(is_kept: bool) -> None:  # noqa: FBT001  # a case
    a_signatory("Abeilles (exemple)", themes=[a_theme()])
    if is_kept:
        Client().get(f"{LIST}?theme=sante")
        Client().get(f"{LIST}?q=&theme=sante", headers={"hx-request": "true"})

    browsers = Client().get(f"{LIST}?q=&theme=sante")
    by_htmx = Client().get(f"{LIST}?q=&theme=sante", headers={"hx-request": "true"})

    assert (browsers.status_code, browsers["Location"]) == (302, f"{LIST}?theme=sante")
    assert (by_htmx.status_code, by_htmx["HX-Push-Url"]) == (200, f"{LIST}?theme=sante")
    assert "HX-Push-Url" not in Client().get(f"{LIST}?theme=sante").headers


def test_an_unknown_query_is_kept_under_what_it_means_or_not_at_all() -> None:
    for _ in range(2):
        assert Client().get("/charte/?utm_source=x")["Cache-Control"] == "private, no-cache"
        assert Client().get(f"{LIST}?utm_source=x")["Cache-Control"] == "public, no-cache"
    found = how_many_kept()

    for number in range(20):
        Client().get(f"{LIST}?utm_source={number}")

    assert how_many_kept() == found


def test_an_address_to_shorten_is_shortened_though_what_it_asks_is_kept() -> None:
    asked, loose = f"{LIST}?theme=sante", f"{LIST}?q=&theme=sante"
    kept = [Client().get(asked) for _ in range(2)][1]

    assert Client().get(loose)["Location"] == asked
    assert Client().get(loose, headers={"hx-request": "true"}).status_code == kept.status_code == 200


@pytest.mark.parametrize("q", ["é" * 20, "é" * LONGEST_REMEMBERED], ids=["short", "too long to remember"])
def test_what_is_asked_is_read_in_its_own_letters(q: str) -> None:
    for _ in range(2):
        assert f'value="{q[:20]}' in Client().get(LIST, {"q": q}).content.decode()


def with_cookie() -> HttpResponse:
    response = HttpResponse("Bonjour")
    response.set_cookie("name", "value")
    return response


NOT_KEPT: dict[str, tuple[Declared, Any]] = {
    "for whoever holds the address": (by_key, lambda: HttpResponse("Bonjour")),
    "for who is signed in": (signed_in, lambda: HttpResponse("Bonjour")),
    "for an audience of a slice": (Audience(name="essai", personal=False), lambda: HttpResponse("Bonjour")),
    "with a cookie": (public, with_cookie),
    "said private": (public, lambda: HttpResponse("Bonjour", headers={"Cache-Control": "private"})),
    "not to be stored": (public, lambda: HttpResponse("Bonjour", headers={"Cache-Control": "no-store"})),
    "streamed": (public, lambda: StreamingHttpResponse(["Bonjour"])),
}


@pytest.mark.parametrize(("audience", "answer"), NOT_KEPT.values(), ids=NOT_KEPT)
def test_what_may_differ_from_one_to_another_is_not_kept(audience: Declared, answer: Any) -> None:
    made: list[str] = []

    @pages.kept_for_visitors("essai")
    def page(request: HttpRequest) -> HttpResponseBase:  # a view takes its request
        made.append("")
        response: HttpResponseBase = answer()
        return response

    for _ in range(2):
        given = kept_answers(page, audience=audience)(RequestFactory().get("/essai/"))

    assert len(made) == 2
    assert "public" not in given.get("Cache-Control", "")
