"""A view of a test's own behind the middleware that keeps pages, as the site's are."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from qpv_charter.toolkit.audiences import Declared, public
from qpv_charter.toolkit.keeping import KeptPagesMiddleware

View = Callable[..., HttpResponseBase]


def kept_answers(view: View, *, audience: Declared = public, **named: Any) -> KeptPagesMiddleware:
    """What answers a request with this view, declared for an audience, or with the page that it keeps."""
    declared = audience.declare(view)

    def found(request: HttpRequest) -> HttpResponseBase:
        request.resolver_match = ResolverMatch(declared, (), named)
        return declared(request, **named)

    return KeptPagesMiddleware(found)
