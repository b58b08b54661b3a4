"""`manage.py serve`: web server, worker and scheduler together, for this machine only; the end of `make run`."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from qpv_charter.toolkit.bodies import READ_AT_ONCE
from qpv_charter.toolkit.supervisor import Service, Supervisor, stop_with_parent

HOST = "127.0.0.1"
THREADS = str(2 * READ_AT_ONCE)  # begun when they are needed: slow bodies hold half at most


class Command(BaseCommand):
    help = "Run the web server, the worker and the scheduler together; stops them all when it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when the process that started this one dies."
        )

    def handle(self, *, port: int, with_parent: bool, **options: Any) -> None:
        if with_parent:
            stop_with_parent()
        _refuse_taken(port)
        os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
        supervisor = Supervisor(_services(port), say=self._say)
        if not supervisor.run(each_turn=_Announcement(port, say=self._say)):
            raise CommandError("Stopped, because one of its processes does not start.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _services(port: int) -> list[Service]:
    manage = [sys.executable, "manage.py"]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    web += ["--no-ws", "--blocking-threads", THREADS, "--respawn-failed-workers", "--log-level", "error"]
    web += ["qpv_charter.wsgi:application"]
    return [
        Service("The web server", web),
        Service("The worker", [*manage, "db_worker", "--no-startup-delay", "--no-reload", "--verbosity", "0"]),
        Service("The scheduler", [*manage, "tick", "--every-minute"]),
    ]


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Try: PORT={port + 1} make run"
            ) from error


class _Announcement:
    """Tells the address once, as soon as the site answers."""

    def __init__(self, port: int, *, say: Any) -> None:
        self.site = f"http://{HOST}:{port}"
        self.say = say
        self.done = False

    def __call__(self) -> None:
        if self.done or not self._answers():
            return
        self.done = True
        self.say(f"\n  {self.site}/\n      the site")
        if settings.DEMO:
            self.say(f"  {self.site}/demo/\n      what to try, whom to be, the mail it sent")
        self.say("\nCtrl-C stops everything it started. The data stays in var/.\n")

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.site}/", timeout=5) as answer:  # noqa: S310  # our own address
                return bool(answer.status)
        except URLError as error:
            return getattr(error, "code", None) is not None
        except OSError:
            return False
