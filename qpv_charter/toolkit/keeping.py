"""Kept pages: how they are kept, and answered before the rest of the site is asked anything.

A page is made once for all visitors by the views that say so (`pages.kept_for_visitors`), and kept as it left the
other middleware: with every header, compressed as browsers take it, under the scheme, the host and what its view
reads of the query. It is answered right after SecurityMiddleware, by the same function the first time and the next
(docs/adr/0015)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, get_urlconf, resolve
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from qpv_charter.toolkit import encodings
from qpv_charter.toolkit.audiences import audience_of, public
from qpv_charter.toolkit.pages import ASKED, MOST_KEPT, Asked, Query, Versions, key_of, personal

MESSAGES_COOKIE = "messages"
OF_THE_BODY = ("Content-Type", "Content-Length", "Content-Encoding")  # what an answer without body does not say
OK = 200
LONGEST_REMEMBERED = 300  # characters of a query: those of a robot fill no memory
GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Form:
    """A page as it is sent in one encoding: `headers` are all that it has, `brief` those of an answer without body
    (304)."""

    content: bytes
    etag: str
    headers: Mapping[str, str]
    brief: Mapping[str, str]


@dataclass(frozen=True)
class KeptPage:
    """A page as it is given to every visitor, and the words under which it was made."""

    versions: Versions
    forms: Mapping[str, Form]  # by encoding

    @classmethod
    def of(cls, response: HttpResponse, versions: Versions) -> Self:
        """Browsers may keep it too but must ask again each time, since signing in changes it."""
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        forms = encodings.forms_of(response.content)
        return cls(versions, {name: _form(response, digest, name, content) for name, content in forms.items()})

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, compressed as the browser takes it, or that it has it already."""
        form = self.forms[encodings.asked(request, self.forms)]
        without_body = get_conditional_response(request, etag=form.etag)
        if without_body is None:
            return HttpResponse(form.content, headers=form.headers)
        for name, value in form.brief.items():
            without_body.headers[name] = value
        return without_body


def _form(response: HttpResponse, digest: str, encoding: str, content: bytes) -> Form:
    etag = f'"{digest}"' if encoding == encodings.AS_IT_IS else f'"{digest}-{encoding}"'
    compressed = {} if encoding == encodings.AS_IT_IS else {"Content-Encoding": encoding}
    headers = {**response.headers, "Content-Length": str(len(content)), **compressed, "ETag": etag}
    brief = {name: value for name, value in headers.items() if name not in OF_THE_BODY}
    return Form(content, etag, headers, brief)


class KeptPagesMiddleware:
    """Answers visitors with the pages that are kept, and keeps those that may be. Right after SecurityMiddleware,
    which leads to https and adds headers of its own to every answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        address = _address(request)
        if address is None:
            return self.get_response(request)
        page: KeptPage | None = caches["pages"].get(address)
        if page and page.versions.stand():
            return page.answer(request)
        request.META[ASKED] = asked = Asked()
        response = self.get_response(request)
        if asked.versions is None or not isinstance(response, HttpResponse) or response.status_code != OK:
            return response
        if not _same_for_all(request, response):
            return personal(response)
        page = KeptPage.of(response, asked.versions)
        if page.versions.hold():
            caches["pages"].set(address, page, MOST_KEPT)
        return page.answer(request)


def _address(request: HttpRequest) -> str | None:
    """What names the page that a visitor asks for; None for who gets one of her own.

    A foreign host is refused further on, where errors get their headers. The parts are told from one another
    (`repr`): a path may hold a question mark. htmx is given the same page with a header of its own."""
    if not _is_visitor(request):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    query = _query(request) if request.META.get("QUERY_STRING") else ""
    if query is None:
        return None
    return repr((request.scheme, host, request.path, query, "HTTP_HX_REQUEST" in request.META))


def _is_visitor(request: HttpRequest) -> bool:
    """Read from cookies alone: nobody is looked for."""
    cookies = request.COOKIES
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in cookies
        and MESSAGES_COOKIE not in cookies
    )


def _query(request: HttpRequest) -> str | None:
    """What the view reads of the query; None for a page not to keep."""
    asked = request.META["QUERY_STRING"]
    key = _key if len(asked) <= LONGEST_REMEMBERED else _key.__wrapped__
    try:
        return key(
            request.path_info, get_urlconf() or settings.ROOT_URLCONF, asked, "HTTP_HX_REQUEST" in request.META
        )
    except Resolver404:
        return None


@lru_cache(maxsize=1000)
def _key(path: str, urlconf: str, asked: str, in_place: bool) -> str | None:  # noqa: FBT001  # remembered by place
    """Remembered: looking for a view and reading a query take longer than to answer. Raises Resolver404, which is
    not. `asked` is as WSGI has it: bytes in the guise of latin-1."""
    return key_of(resolve(path, urlconf).func)(Query(QueryDict(asked.encode("latin-1")), in_place))


def _same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer is every visitor's: its view is declared public, no cookie, nothing says it is private."""
    match = request.resolver_match
    said = response.get("Cache-Control", "")
    hers = response.cookies or "private" in said or "no-store" in said
    return match is not None and audience_of(match.func) is public and not hers
