"""Who a view is for, said where the view is written; one middleware reads it. A view that says nothing is closed.

    @public
    def home(request): …

    @team                                    # signatories/people/audiences.py
    def queue(request, actor, …): …          # is given who asks

    @method_decorator(public, name="dispatch")
    class Start(View): …

An upper slice makes its own: `Audience` for a view that is given nothing, `AudienceOf` for one that is given who
asks. What is included (an admin site, a library's addresses) is declared where it is included: `included`."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

P = ParamSpec("P")
Who = TypeVar("Who")
Answer = TypeVar("Answer", bound=HttpResponseBase)
Turned = HttpResponseBase | None
Pattern = URLPattern | URLResolver

logger = logging.getLogger(__name__)


def nobody(request: HttpRequest) -> Turned:  # noqa: ARG001  # what `turns_away` is called with
    """Turn nobody away."""
    return None


def visitors(request: HttpRequest) -> Turned:
    """Lead whoever is not signed in to where one signs in, and back."""
    return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())


@dataclass(frozen=True, kw_only=True)
class Declared:
    """`turns_away` says where to send whoever may not come in (or raises PermissionDenied), None to let in.

    Of what is `personal`, browsers and proxies keep nothing unless the view says otherwise, but for a form shown
    again (`FormsShownAgain`), unless what it shows is `secret`; what is `unlisted` is not for search engines."""

    name: str
    turns_away: Callable[[HttpRequest], Turned] = nobody
    personal: bool = True
    secret: bool = False
    unlisted: bool = False

    def declare(self, view: Callable[..., Answer]) -> Callable[..., Answer]:
        """The same view, for this audience."""

        @wraps(view)
        def declared(request: HttpRequest, /, *args: Any, **named: Any) -> Answer:
            return view(request, *args, **named)

        declared.audience = self  # type: ignore[attr-defined]  # read by `audience_of`
        return declared

    def included(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Addresses that somebody else wrote, all for this audience."""
        return [
            URLPattern(each.pattern, self.declare(each.callback), each.default_args, each.name)
            if isinstance(each, URLPattern)
            else URLResolver(
                each.pattern,
                self.included(each.url_patterns),
                each.default_kwargs,
                each.app_name,
                each.namespace,
            )
            for each in patterns
        ]


@dataclass(frozen=True, kw_only=True)
class Audience(Declared):
    """A view's audience, as a decorator."""

    def __call__(self, view: Callable[..., Answer]) -> Callable[..., Answer]:
        return self.declare(view)


@dataclass(frozen=True, kw_only=True)
class AudienceOf(Declared, Generic[Who]):
    """The same, whose views are given who asks, after the request.

    `who` finds it from the request and what the address names, and takes out of the latter what it has read; it
    raises Http404 for a stranger."""

    who: Callable[[HttpRequest, dict[str, Any]], Who]

    def __call__(self, view: Callable[Concatenate[HttpRequest, Who, P], Answer]) -> Callable[..., Answer]:
        @wraps(view)
        def told(request: HttpRequest, /, *args: Any, **named: Any) -> Answer:
            return view(request, self.who(request, named), *args, **named)

        return self.declare(told)


public = Audience(name="public", personal=False)
# Whoever holds the address: a mailed link, a code on a wall. The view itself says what the key opens.
by_key = Audience(name="by key", unlisted=True)
signed_in = Audience(name="signed in", turns_away=visitors)


def audience_of(view: object) -> Declared | None:
    """The audience that a view declares."""
    found = getattr(view, "audience", None)
    return found if isinstance(found, Declared) else None


class AudienceMiddleware:
    """Opens each view to its audience alone. Must come after the sessions, authentication and messages ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        audience = audience_of(match.func) if match else None
        if audience is None or audience.personal:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if audience and audience.unlisted:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: Any) -> Turned:  # noqa: ARG002  # Django's signature
        audience = audience_of(view)
        if audience is None:
            logger.error("%s.%s declares no audience, so it is closed.", view.__module__, view.__qualname__)
            raise Http404
        return audience.turns_away(request)
