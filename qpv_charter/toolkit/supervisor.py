"""Several processes as one: started together, restarted when they die, stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE = 10.0  # seconds a process has to end by itself
TOO_SHORT = 5.0  # seconds: a process that lived less than that did not really start
MAX_SHORT_LIVES = 5
PAUSE = 0.2
_PR_SET_PDEATHSIG = 1


def stop_with_parent() -> None:
    """Receive SIGTERM when the process that started us dies, be it by kill -9. Only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Service:
    """A process to keep alive. It leads a session of its own: Ctrl-C reaches only the supervisor."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    short_lives: int = field(default=0, init=False)

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  # our own commands
            self.command,
            start_new_session=True,
            preexec_fn=stop_with_parent,  # noqa: PLW1509  # no thread is running here that could hold a lock
        )

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> None:
        """Start again what died, its own children gone first; each short life makes it wait a second more."""
        short = time.monotonic() - self.started_at < TOO_SHORT
        self.short_lives = self.short_lives + 1 if short else 0
        self.kill()
        time.sleep(self.short_lives)
        self.start()

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        """To the whole group, which may outlive its leader."""
        if self.process is None:
            return
        # macOS answers "not permitted" for a group that is gone.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


class Supervisor:
    def __init__(self, services: Sequence[Service], *, say: Callable[[str], object]) -> None:
        self.services = services
        self.say = say
        self.stopping = False

    def run(self, *, each_turn: Callable[[], object]) -> bool:
        """Keep the services alive until a signal asks to stop; False when one of them would not start."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for service in self.services:
                service.start()
            while not self.stopping:
                self._look_after()
                each_turn()
                time.sleep(PAUSE)
        finally:
            self._end_all()
        return not any(service.short_lives >= MAX_SHORT_LIVES for service in self.services)

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  # a signal handler's arguments
        self.stopping = True

    def _look_after(self) -> None:
        for service in self.services:
            if self.stopping or not service.has_died():
                continue
            if service.short_lives >= MAX_SHORT_LIVES:
                self.say(f"{service.name} does not start: see what it said above.")
                self.stopping = True
                return
            self.say(f"{service.name} stopped; starting it again.")
            service.restart()

    def _end_all(self) -> None:
        for service in self.services:
            service.terminate()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and not all(service.has_died() for service in self.services):
            time.sleep(PAUSE)
        for service in self.services:
            service.kill()
