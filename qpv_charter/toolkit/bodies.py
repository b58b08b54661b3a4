"""What people send us, within bounds: of size, and of the threads that wait for it.

The web server gives each request a thread, which waits for its body as long as its sender likes: there is no
limit of time, and none is wanted (emmett-framework/granian#728); whoever answers while a read goes on stops
the whole process. So that those who send by drops hold some of the threads and never all of them, a body is
read from one of a few places. A proxy that waits for the whole body spares us that (docs/operations.md): this
is for what has none."""

import threading
from collections.abc import Callable, Iterable
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import render

MOST_BYTES = 30_000_000  # beyond what forms refuse with a sentence of theirs (10 MB)
READ_AT_ONCE = 32  # of the threads that `manage.py serve` gives a process, half
PATIENCE = 2.0  # seconds: a body that comes at once leaves its place in a thousandth
TOO_LONG = "charter.body_too_long"

_places = threading.BoundedSemaphore(READ_AT_ONCE)


class Body:
    """`wsgi.input`, read in turn. Raises TimeoutError when no place is left, which Django takes for an upload that
    was cut."""

    def __init__(self, stream: InputStream) -> None:
        self.stream = stream
        self.given_up = False

    def read(self, size: int) -> bytes:
        return self._in_turn(self.stream.read, size)

    def readline(self, size: int) -> bytes:
        return self._in_turn(self.stream.readline, size)

    def _in_turn(self, take: Callable[[int], bytes], size: int) -> bytes:
        if self.given_up or not _places.acquire(timeout=PATIENCE):
            self.given_up = True
            raise TimeoutError
        try:
            return take(size)
        finally:
            _places.release()


class BoundedBodies:
    """A WSGI application whose requests have bounded bodies."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= MOST_BYTES:
            environ["wsgi.input"] = Body(environ["wsgi.input"])
        else:
            environ |= {"CONTENT_LENGTH": "0", TOO_LONG: True}
        return self.application(environ, start_response)


class BodyMiddleware:
    """Says what became of a body that was not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if TOO_LONG in request.META:
            return render(request, "errors/413.html", {"most": MOST_BYTES // 1_000_000}, status=413)
        response = self.get_response(request)
        given_up = getattr(request.META.get("wsgi.input"), "given_up", False)
        return not_received(request) if given_up else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return not_received(request) if isinstance(error, UnreadablePostError) else None


def not_received(request: HttpRequest) -> HttpResponse:
    """The page for a body that found no place, or did not come whole."""
    response = render(request, "errors/503_body.html", status=503)
    response["Retry-After"] = "60"  # seconds
    return response
