"""Whole pages kept for visitors who are not signed in, until what they show changes.

Each kind of page has a version, a random word in the shared cache: whoever writes what the pages show changes
it. Pages are kept in the memory of each process, which makes again those of another version. One short read of
the shared cache serves a page or says 304; under a crowd, one for all that is served in a tenth of a second."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

P = ParamSpec("P")
T = TypeVar("T")
Key = Callable[[HttpRequest], str | None]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
MOST_KEPT = 300  # seconds: what a page shows without announcing it (a network's name) may be that late
MESSAGES_COOKIE = "messages"


@dataclass(frozen=True)
class KeptPage:
    version: str
    content: bytes
    content_type: str
    etag: str


@dataclass(frozen=True)
class ReadVersion:
    """A version as the shared cache said it, believed until a time of `time.monotonic`."""

    version: str
    until: float


_read: dict[str, ReadVersion] = {}


def changed(name: str) -> None:
    """Pages of this name show something else, as soon as the transaction commits (never before: another
    request could keep the old content under the new version). Other processes see it within VERSION_BELIEVED."""

    def renew() -> None:
        cache.set(_version_key(name), secrets.token_hex(8), timeout=None)
        _read.pop(name, None)

    transaction.on_commit(renew)


def version(name: str) -> str:
    """A word that stays the same as long as pages of this name show the same.

    Read before what the page shows: at worst, fresh content is kept under an old version, and made again."""
    now = time.monotonic()
    read = _read.get(name)
    if read is None or now >= read.until:
        read = _read[name] = ReadVersion(_shared_version(name), now + settings.VERSION_BELIEVED)
    return read.version


def _shared_version(name: str) -> str:
    key = _version_key(name)
    found: str | None = cache.get(key) or cache.get_or_set(key, lambda: secrets.token_hex(8), timeout=None)
    return found or ""


def kept(name: str, key: str, make: Callable[[], T], *, worth: Callable[[T], bool]) -> T:
    """What `make` returns, kept where `worth` it like the pages of this name: until what they show changes."""
    today, full_key = version(name), _page_key(name, key)
    found: tuple[str, T] | None = caches["pages"].get(full_key)
    if found is None or found[0] != today:
        found = (today, make())
        if worth(found[1]):
            caches["pages"].set(full_key, found, MOST_KEPT)
    return found[1]


def kept_for_visitors(name: str, *, key: Key | None = None) -> Callable[[View[P]], View[P]]:
    """Keep the 200 answers of a public view, one for each value of `key`.

    `key` reads from the request what the page depends on, in as few values as can be, or None for a page not to
    keep; without it, a query string is not kept. Not for whoever has a session or a message waiting: those get a
    page of their own. The page may hold no form that posts."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def kept_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            what = (key or _without_query)(request) if _is_visitor(request) else None
            if what is None:
                return _personal(view(request, *args, **kwargs))
            today, page_key = version(name), _page_key(request.path, what)
            page: KeptPage | None = caches["pages"].get(page_key)
            if page is None or page.version != today:
                response = _rendered(view(request, *args, **kwargs))
                if not isinstance(response, HttpResponse) or response.status_code != 200:  # noqa: PLR2004  # HTTP
                    return response
                page = _page(response, today)
                caches["pages"].set(page_key, page, MOST_KEPT)
            return _answer(request, page)

        return kept_view

    return decorate


def _is_visitor(request: HttpRequest) -> bool:
    """Read from cookies alone: asking for `request.user` would cost a query."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES_COOKIE not in request.COOKIES
    )


def _personal(response: HttpResponseBase) -> HttpResponseBase:
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _page(response: HttpResponse, version: str) -> KeptPage:
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    return KeptPage(version, response.content, response.headers["Content-Type"], f'"{digest}"')


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponseBase:
    """The page, or 304. Browsers may keep it but must ask again, since signing in changes it."""
    response = HttpResponse(page.content, content_type=page.content_type)
    response["ETag"] = page.etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=page.etag, response=response) or response


def _version_key(name: str) -> str:
    return f"pages:version:{name}"


def _page_key(path: str, what: str) -> str:
    return "pages:" + hashlib.sha256(f"{path}?{what}".encode()).hexdigest()


def _without_query(request: HttpRequest) -> str | None:
    return None if request.GET else ""
