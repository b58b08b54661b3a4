"""Every view says whom it is for; one that says nothing is closed."""

import logging
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.utils.decorators import method_decorator
from django.views import View

from qpv_charter.toolkit.audiences import AudienceMiddleware, AudienceOf, audience_of, by_key, public, signed_in


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def test_every_view_of_the_site_declares_its_audience() -> None:
    silent = [str(each.pattern) for each in patterns(get_resolver()) if audience_of(each.callback) is None]

    assert silent == []


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ouverte")


def asked(view: object, request: HttpRequest) -> HttpResponse | None:
    return AudienceMiddleware(page).process_view(request, view, (), {})  # type: ignore[return-value]  # ours are


def test_a_view_that_declares_nothing_is_closed_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Http404):
        asked(page, RequestFactory().get("/oubliee/"))

    assert "tests.qpv_charter.toolkit.test_audiences.page declares no audience" in caplog.text


def test_visitors_are_led_to_sign_in_and_back() -> None:
    request = RequestFactory().get("/la-page/?q=1")
    request.user = AnonymousUser()

    answer = asked(signed_in(page), request)

    assert answer
    assert answer["Location"] == "/compte/connexion/?next=/la-page/%3Fq%3D1"
    assert asked(public(page), request) is None
    assert asked(by_key(page), request) is None


def test_a_class_declares_it_on_its_dispatch() -> None:
    @method_decorator(signed_in, name="dispatch")
    class Page(View):
        """Nothing."""

    class Under(Page):
        """What inherits it is as closed."""

    assert audience_of(Page.as_view()) is signed_in
    assert audience_of(Under.as_view()) is signed_in


def test_an_audience_gives_its_views_who_asks_and_reads_the_address() -> None:
    guests = AudienceOf(name="guests", who=lambda _, named: f"la personne de {named.pop('door')}")

    @guests
    def view(request: HttpRequest, who: str, *, room: int) -> HttpResponse:
        return HttpResponse(f"{who}, salle {room}")

    assert view(RequestFactory().get("/"), door="Nord", room=3).content.decode() == "la personne de Nord, salle 3"
    assert audience_of(view) is guests


def test_what_is_included_is_declared_at_once_to_the_last_address() -> None:
    inner = [path("une/", page, name="one"), path("deux/", page, {"extra": 1}, name="two")]
    nested = path("dedans/", (inner, "app", "space"))

    found = public.included([path("", page), nested])

    assert audience_of(found[0].callback) is public
    assert isinstance(found[1], URLResolver)
    assert [audience_of(each.callback) for each in found[1].url_patterns] == [public, public]
    assert (found[1].app_name, found[1].namespace) == ("app", "space")
    assert [each.name for each in found[1].url_patterns] == ["one", "two"]  # type: ignore[union-attr]  # the same
    assert found[1].url_patterns[1].default_args == {"extra": 1}  # type: ignore[union-attr]  # the same


@pytest.mark.django_db
def test_what_is_personal_is_kept_nowhere_and_a_key_is_not_listed(client: Client) -> None:
    answers = {path: client.get(path) for path in ("/", "/espace/", "/signer/", "/rien/", "/compte/connexion/")}

    kept = {path: answer.get("Cache-Control", "") for path, answer in answers.items()}
    assert {path: "no-store" in header for path, header in kept.items()} == {
        "/": False,
        "/espace/": True,
        "/signer/": True,
        "/rien/": True,
        "/compte/connexion/": True,
    }
    assert [path for path, answer in answers.items() if "X-Robots-Tag" in answer] == ["/signer/"]
