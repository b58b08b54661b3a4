"""Other processes on the test database: workers to run side by side, and to kill."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """`python -m module arguments…`, with the test settings, on the database of the running test."""
    environment = os.environ | {
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "qpv_charter.settings.test",
    }
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment)  # noqa: S603  # ours


@contextmanager
def a_server(at: str = "http://127.0.0.1:0") -> Iterator[tuple[str, Callable[[], None]]]:
    """A server in a process of its own, on the test's database; its address, and how to kill it at once."""
    port = urlsplit(at).port or a_free_port()
    process = start("django", "runserver", f"127.0.0.1:{port}", "--noreload", "--insecure")
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}", process.kill
    finally:
        process.kill()
        process.wait()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.1)
    raise TimeoutError(port)


def _database_url() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
