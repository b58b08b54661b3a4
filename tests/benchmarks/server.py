"""Our web server, as in production, for the length of a measure."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = 30  # seconds


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(settings: str = "tests.benchmarks.settings") -> Iterator[int]:
    """One granian worker on a free port; the client has the other core. Yields the port."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--no-access-log", "--log-level", "error"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    server = subprocess.Popen([*command, "qpv_charter.wsgi:application"], env=environment)  # noqa: S603  # our own words
    try:
        _wait_for(f"http://127.0.0.1:{port}/bench/empty/")
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310  # an http address of this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"{url} does not answer after {STARTING} s"
    raise RuntimeError(message)
