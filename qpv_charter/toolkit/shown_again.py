"""A form that is refused and shown again, as it was typed, is there again when one comes back to it.

Told to store nothing of the answer, a browser has nothing to show for « Back » (Chromium says ERR_CACHE_MISS) and
what was typed is lost. So such an answer is kept, by this browser alone and for « Back » alone: it must ask before
it shows it for anything else. Chromium also compares what `Vary` names before it shows it again, and cookies have
changed meanwhile."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from qpv_charter.toolkit.audiences import audience_of

KEPT = "private, no-cache"


class FormsShownAgain:
    """Must come before the middlewares that write `Vary`: sessions first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_a_form_again(request, response):
            response.headers["Cache-Control"] = KEPT
            response.headers.pop("Vary", None)
        return response


def _is_a_form_again(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    audience = audience_of(match.func) if match else None
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    answers = request.method == "POST" and response.status_code == HTTPStatus.OK and is_page
    return answers and audience is not None and not audience.secret
