"""Bodies of requests: bounded in size and in the time they take, and said so to whoever sent them."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest, UnreadablePostError
from django.test import Client, RequestFactory

from qpv_charter.toolkit import bodies
from qpv_charter.toolkit.bodies import Body, BodyMiddleware, BoundedBodies
from qpv_charter.toolkit.management.commands.serve import HOST, THREADS, _services
from tests import processes

Environment = dict[str, Any]


class Drops(BytesIO):
    """A stream that gives a piece each time it is allowed to, and waits for ever in between."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self.pieces = list(pieces)
        self.more = threading.Semaphore(len(pieces))

    def read(self, size: int | None = -1, /) -> bytes:
        self.more.acquire()
        return self.pieces.pop(0)[:size]


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "QUICK", 0.02)
    monkeypatch.setattr(bodies, "GRACE", 0.1)
    monkeypatch.setattr(bodies, "_slow_places", threading.BoundedSemaphore(1))


def places_left() -> int:
    return bodies._slow_places._value


@pytest.mark.parametrize("size", [0, 1, bodies.PIECE, bodies.PIECE + 1, 3 * bodies.PIECE])
def test_a_body_comes_whole(size: int) -> None:
    sent = bytes(number % 251 for number in range(size))

    assert Body(BytesIO(sent)).read(size) == sent


def test_a_body_that_ends_early_is_given_as_it_came() -> None:
    assert Body(BytesIO(b"abc")).read(100) == b"abc"
    assert Body(BytesIO(b"abc\ndef")).readline(100) == b"abc\n"


def test_a_body_that_never_comes_is_given_up_and_says_so() -> None:
    body = Body(Drops(b"abc"))

    with pytest.raises(TimeoutError):
        body.read(100)

    assert body.given_up
    assert places_left() == 1
    with pytest.raises(TimeoutError):  # at once: nobody waits a second time
        body.read(1)


def test_a_slow_body_that_keeps_the_pace_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "GRACE", 1)
    monkeypatch.setattr(bodies, "SLOWEST", 3)  # bytes a second: each piece of three gives a second more
    stream = Drops()
    body = Body(stream)

    def drop() -> None:
        for _ in range(3):
            time.sleep(0.5)
            stream.pieces.append(b"abc")
            stream.more.release()

    threading.Thread(target=drop).start()

    assert body.read(9) == b"abcabcabc"
    assert body.has_place
    body.leave()
    body.leave()
    assert places_left() == 1


def test_beyond_a_few_slow_bodies_the_next_is_given_up_at_once_and_quick_ones_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 60)
    bodies._slow_places.acquire()
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        Body(Drops()).read(100)

    assert time.monotonic() - began < 30
    assert Body(BytesIO(b"abc")).read(3) == b"abc"


def test_what_goes_wrong_while_reading_is_said_where_it_is_read() -> None:
    class Broken(BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        Body(Broken()).read(1)


def asked(length: str) -> Environment:
    """What the application is given for a request of that length."""
    seen: Environment = {}

    def application(environ: Environment, _: Any) -> list[bytes]:
        seen.update(environ)
        return []

    BoundedBodies(application)({"CONTENT_LENGTH": length, "wsgi.input": BytesIO()}, lambda *_: None)  # type: ignore[arg-type]  # enough of each
    return seen


@pytest.mark.parametrize(
    ("length", "refused"),
    [("", False), ("0", False), (str(bodies.MOST_BYTES), False), (str(bodies.MOST_BYTES + 1), True), ("-1", True)],
)
def test_a_body_too_long_is_not_read(length: str, refused: bool) -> None:  # noqa: FBT001  # a case
    given = asked(length)

    assert (bodies.TOO_LONG in given) == refused
    assert isinstance(given["wsgi.input"], Body) != refused
    assert not refused or given["CONTENT_LENGTH"] == "0"


def test_a_slow_body_leaves_its_place_with_its_request() -> None:
    def application(environ: Environment, _: Any) -> list[bytes]:
        with pytest.raises(TimeoutError):
            environ["wsgi.input"].read(1)
        environ["wsgi.input"].has_place = bodies._slow_places.acquire()
        raise RuntimeError("an application that breaks")

    with pytest.raises(RuntimeError):
        BoundedBodies(application)({"CONTENT_LENGTH": "1", "wsgi.input": Drops()}, lambda *_: None)  # type: ignore[arg-type]  # the same

    assert places_left() == 1


SIGNING_IN = "/compte/connexion/"


@pytest.mark.django_db
def test_who_sends_too_much_reads_why() -> None:
    sent: Environment = {bodies.TOO_LONG: True}

    page = Client(enforce_csrf_checks=True).post(SIGNING_IN, **sent)

    assert page.status_code == 413
    assert "Votre envoi est trop lourd" in page.content.decode()
    assert "30\u202fMo" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False], ids=["a browser that has a key", "one that has none"])
@pytest.mark.parametrize("ours", [{"HTTP_ORIGIN": "http://testserver"}, {}], ids=["our page", "who knows"])
def test_who_sends_too_slowly_reads_why(
    known: bool,  # noqa: FBT001  # a case
    ours: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    if known:
        browser.get(SIGNING_IN)
    stalled: Environment = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "100", **ours}
    stalled["wsgi.input"] = Body(Drops())

    page = browser.generic("POST", SIGNING_IN, **stalled)

    if known or ours:  # else nothing is read, and there is nothing to wait for
        assert page.status_code == 408
        assert "n’est pas arrivé en entier" in page.content.decode()
    assert page.status_code < 500
    assert "Internal Server Error" not in caplog.text


@pytest.mark.django_db
def test_a_view_without_a_key_says_it_too(rf: RequestFactory) -> None:
    middleware = BodyMiddleware(lambda _: pytest.fail("not asked"))

    cut = middleware.process_exception(rf.post("/"), UnreadablePostError())

    assert cut is not None
    assert cut.status_code == 408
    assert middleware.process_exception(HttpRequest(), ValueError()) is None


@contextmanager
def the_web_server() -> Iterator[str]:
    """As `manage.py serve` starts it, on the test's database."""
    port = processes._free_port()
    _, _, *command = _services(port)[0].command
    server = processes.start(*command)
    try:
        processes._wait_for(port)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def a_slow_client(address: str) -> socket.socket:
    """Somebody who says that a form follows, and sends three bytes of it."""
    client = socket.create_connection((HOST, int(address.rsplit(":", 1)[1])))
    head = f"POST /compte/connexion/ HTTP/1.1\r\nHost: {HOST}\r\nCookie: csrftoken={'x' * 32}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    client.sendall(f"{head}Content-Length: 1000\r\n\r\nema".encode())
    return client


def asked_at(address: str, sent: bytes | None = None) -> int:
    """The status of an answer that comes within ten seconds."""
    try:
        with urllib.request.urlopen(address, data=sent, timeout=10) as answer:  # noqa: S310  # our own address
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_slow_clients_stop_nobody_and_are_told() -> None:
    with the_web_server() as address, ExitStack() as connections:
        assert asked_at(f"{address}/sante/") == 200  # the site is loaded
        slow = [connections.enter_context(a_slow_client(address)) for _ in range(20)]
        time.sleep(0.5)
        began = time.monotonic()

        assert asked_at(f"{address}/sante/") == 200
        assert asked_at(f"{address}/compte/connexion/", b"email=x") == 403  # without its key
        assert time.monotonic() - began < 10

        slow[0].settimeout(60)
        assert slow[0].recv(100).startswith(b"HTTP/1.1 408")


def test_slow_bodies_never_hold_all_the_threads() -> None:
    assert int(THREADS) > bodies.SLOW_AT_ONCE
