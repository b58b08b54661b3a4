"""What must not stay behind: personal pages in a shared computer's cache, keys of links in a log."""

import logging
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERSONAL = ("/espace/", "/animation/", "/admin/", "/compte/")
# Anything long enough to be a key, in an address that may carry one.
_KEY = re.compile(r"(/(?:signer|compte)/(?:[a-z]+/)?)[A-Za-z0-9_-]{24,}")


class PersonalPagesMiddleware:
    """Ask browsers and proxies to keep nothing of a personal page, unless its view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(PERSONAL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class WithoutKeys(logging.Filter):
    """Blot out the keys in what is logged: whoever reads a log must not open somebody's signing."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), ()
        return True


def without_keys(text: str) -> str:
    """The text with each key of a link replaced.

    >>> without_keys("Not Found: /signer/confirmer/0123456789abcdefghijklmnop/")
    'Not Found: /signer/confirmer/…/'
    """
    return _KEY.sub(r"\1…", text)
