"""Bodies of requests: bounded in size and in the threads that wait; who sent one not read is told why."""

import os
import re
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, UnreadablePostError
from django.test import Client, RequestFactory

from qpv_charter.toolkit import bodies
from qpv_charter.toolkit.bodies import Body, BodyMiddleware, BoundedBodies
from qpv_charter.toolkit.management.commands.serve import HOST, THREADS, _services
from tests import processes

Environment = dict[str, Any]


@pytest.fixture(autouse=True)
def _one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    monkeypatch.setattr(bodies, "_places", threading.BoundedSemaphore(1))


def test_a_body_is_read_as_it_comes() -> None:
    assert Body(BytesIO(b"abc")).read(2) == b"ab"
    assert Body(BytesIO(b"abc")).read(100) == b"abc"
    assert Body(BytesIO(b"abc\ndef")).readline(100) == b"abc\n"


class Broken(BytesIO):
    def read(self, _: int | None = -1, /) -> bytes:
        raise ConnectionResetError


def test_a_place_is_left_after_each_read_whatever_comes_of_it() -> None:
    for _ in range(3):
        with pytest.raises(ConnectionResetError):
            Body(Broken()).read(1)
        assert Body(BytesIO(b"abc")).read(3) == b"abc"


def test_without_a_place_a_body_is_given_up_once_and_for_all() -> None:
    late = Body(BytesIO(b"abc"))

    with bodies._places, pytest.raises(TimeoutError):
        late.read(3)

    with pytest.raises(TimeoutError):  # half a form is no form
        late.read(3)
    assert Body(BytesIO(b"abc")).read(3) == b"abc"


def test_who_comes_just_after_waits_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room of people sends at the same instant."""
    monkeypatch.setattr(bodies, "PATIENCE", 30)
    bodies._places.acquire()
    threading.Timer(0.1, bodies._places.release).start()

    assert Body(BytesIO(b"abc")).read(3) == b"abc"


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
def test_who_finds_no_place_reads_why(
    known: bool,  # noqa: FBT001  # a case
    ours: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    if known:
        browser.get(SIGNING_IN)
    stalled: Environment = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "100", **ours}
    stalled["wsgi.input"] = Body(BytesIO())

    with bodies._places:
        page = browser.generic("POST", SIGNING_IN, **stalled)

    if known or ours:
        assert page.status_code == 503
        assert page["Retry-After"] == "60"
        assert "Votre envoi n’est pas passé" in page.content.decode()
    else:  # nothing is read, and there is nothing to wait for
        assert page.status_code == 403
    assert "Internal Server Error" not in caplog.text


@pytest.mark.django_db
def test_a_view_without_a_key_says_it_too(rf: RequestFactory) -> None:
    middleware = BodyMiddleware(lambda _: pytest.fail("not asked"))

    cut = middleware.process_exception(rf.post("/"), UnreadablePostError())

    assert cut is not None
    assert cut.status_code == 503
    assert middleware.process_exception(HttpRequest(), ValueError()) is None


@contextmanager
def the_web_server() -> Iterator[tuple[str, int]]:
    """As `manage.py serve` starts it, on the test's database: its address, and its process."""
    port = processes.a_free_port()
    _, _, *command = _services(port)[0].command
    server = processes.start(*command)
    try:
        processes._wait_for(port)
        yield f"http://{HOST}:{port}", server.pid
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
def test_twenty_slow_clients_stop_nobody() -> None:
    with the_web_server() as (address, _), ExitStack() as connections:
        assert asked_at(f"{address}/sante/") == 200  # the site is loaded
        for _ in range(20):
            connections.enter_context(a_slow_client(address))
        time.sleep(0.5)

        assert asked_at(f"{address}/sante/") == 200
        assert asked_at(f"{address}/compte/connexion/", b"email=x") == 403  # without its key


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_slow_clients_stops_forms_alone() -> None:
    with the_web_server() as (address, _), ExitStack() as connections:
        assert asked_at(f"{address}/sante/") == 200
        for _ in range(2 * int(THREADS)):
            connections.enter_context(a_slow_client(address))
        time.sleep(4 * 2)  # those that found no place are told

        assert asked_at(f"{address}/sante/") == 200
        assert (
            asked_at(
                f"{address}/",
            )
            == 200
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_web_worker_that_is_killed_is_started_again_and_the_site_goes_on() -> None:
    with the_web_server() as (address, server):
        assert asked_at(f"{address}/sante/") == 200
        (killed,) = workers_of(server)
        os.kill(killed, signal.SIGKILL)

        deadline = time.monotonic() + 60
        while workers_of(server) in ([], [killed]) and time.monotonic() < deadline:
            time.sleep(0.2)
        processes._wait_for(int(address.rsplit(":", 1)[1]))

        assert asked_at(f"{address}/sante/") == 200
        assert workers_of(server) != [killed]


def workers_of(server: int) -> list[int]:
    """The processes that a server started and that still run."""
    tasks = Path(f"/proc/{server}/task").glob("*/children")
    children = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for pid in children if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]


@pytest.mark.parametrize("said", ["docs/operations.md", "docs/deploy/qpv-charter-web.service"])
def test_slow_bodies_never_hold_all_the_threads(said: str) -> None:
    threads = re.search(r"--blocking-threads (\d+)", (processes.ROOT / said).read_text())

    assert threads is not None
    assert min(int(THREADS), int(threads[1])) >= 2 * bodies.READ_AT_ONCE
