"""What people send us, within bounds: of size, and of the time during which it holds a thread.

The web server gives each request a thread that waits for its body; one that comes by drops would hold it for ever,
and twenty of them the whole site. Here a body that is not quick needs one of a few places, and keeps a pace, or is
given up. A proxy that waits for the whole body spares us that (docs/operations.md): this is for what has none."""

import threading
import time
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import render

MOST_BYTES = 30_000_000  # beyond what forms refuse with a sentence of theirs (10 MB)
PIECE = 64 * 1024  # bytes
QUICK = 1.0  # seconds: most bodies come with their request
GRACE = 20.0  # seconds before the pace counts
SLOWEST = 4000  # bytes a second
SLOW_AT_ONCE = 32  # of the threads that `manage.py serve` gives a process, half
TOO_LONG = "charter.body_too_long"

_slow_places = threading.BoundedSemaphore(SLOW_AT_ONCE)


class Body:
    """`wsgi.input`, read by a thread of its own that is left behind when it waits too long: nothing stops it but
    the end of the connection. Raises TimeoutError, which Django takes for an upload that was cut."""

    def __init__(self, stream: InputStream) -> None:
        self.stream = stream
        self.started_at = time.monotonic()
        self.received = 0
        self.given_up = False
        self.has_place = False

    def read(self, size: int) -> bytes:
        pieces = []
        while size > 0 and (piece := self._within(self.stream.read, min(size, PIECE))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def readline(self, size: int) -> bytes:
        return self._within(self.stream.readline, size)

    def leave(self) -> None:
        """Give its place to another slow body."""
        if self.has_place:
            self.has_place = False
            _slow_places.release()

    def _within(self, take: Callable[[int], bytes], size: int) -> bytes:
        if self.given_up:
            raise TimeoutError
        answer: SimpleQueue[bytes | Exception] = SimpleQueue()
        threading.Thread(target=_answer, args=(answer, take, size), daemon=True).start()
        piece = self._waited_for(answer)
        if isinstance(piece, Exception):
            raise piece
        self.received += len(piece)
        return piece

    def _waited_for(self, answer: "SimpleQueue[bytes | Exception]") -> bytes | Exception:
        for until in (self.started_at + QUICK, self.started_at + GRACE + self.received / SLOWEST):
            try:
                return answer.get(timeout=max(until - time.monotonic(), 0.001))
            except Empty:
                self.has_place = self.has_place or _slow_places.acquire(blocking=False)
                if not self.has_place:
                    break
        self.given_up = True
        self.leave()
        raise TimeoutError


def _answer(answer: "SimpleQueue[bytes | Exception]", take: Callable[[int], bytes], size: int) -> None:
    try:
        answer.put(take(size))
    except Exception as error:  # noqa: BLE001  # raised where it is waited for
        answer.put(error)


class BoundedBodies:
    """A WSGI application whose requests have bounded bodies."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            environ |= {"CONTENT_LENGTH": "0", TOO_LONG: True}
            return self.application(environ, start_response)
        body = environ["wsgi.input"] = Body(environ["wsgi.input"])
        try:
            return self.application(environ, start_response)
        finally:
            body.leave()


class BodyMiddleware:
    """Says what became of a body that was not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if TOO_LONG in request.META:
            return render(request, "errors/413.html", {"most": MOST_BYTES // 1_000_000}, status=413)
        response = self.get_response(request)
        given_up = getattr(request.META.get("wsgi.input"), "given_up", False)
        return cut_short(request) if given_up else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return cut_short(request) if isinstance(error, UnreadablePostError) else None


def cut_short(request: HttpRequest) -> HttpResponse:
    """The page for a body that did not come whole."""
    return render(request, "errors/408.html", status=408)
