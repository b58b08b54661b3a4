"""Several processes as one, with processes that live for a moment."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qpv_charter.toolkit import supervisor
from qpv_charter.toolkit.supervisor import MAX_SHORT_LIVES, Service, Supervisor

LIVES_ON = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
POLITE = [
    sys.executable,
    "-c",
    (
        "import pathlib, signal, sys, time\n"
        "signal.signal(15, lambda *_: (time.sleep(0.2), sys.exit(7)))\n"
        "pathlib.Path(sys.argv[1]).touch()\n"
        "time.sleep(60)"
    ),
]
DIES = [sys.executable, "-c", ""]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits, and the signals are ours again after."""
    monkeypatch.setattr(supervisor, "GRACE", 0.3)
    monkeypatch.setattr(supervisor, "PAUSE", 0.02)
    monkeypatch.setattr(time, "sleep", lambda seconds, sleep=time.sleep: sleep(min(seconds, 0.02)))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def is_over(service: Service) -> bool:
    assert service.process
    service.process.wait(timeout=10)
    return service.has_died()


def run_until(
    service: Service, *others: Service, turns: int, ready: Callable[[], bool] = lambda: True
) -> tuple[bool, list[str]]:
    """Run for so many turns once ready, then ask to stop as Ctrl-C does."""
    said: list[str] = []
    left = [turns]

    def turn() -> None:
        left[0] -= ready()
        if not left[0]:
            os.kill(os.getpid(), signal.SIGINT)

    went_well = Supervisor([service, *others], say=said.append).run(each_turn=turn)
    return went_well, said


def test_what_lives_is_left_alone_and_everything_stops_together() -> None:
    one, two = Service("One", LIVES_ON), Service("Two", LIVES_ON)

    assert run_until(one, two, turns=3) == (True, [])
    assert is_over(one)
    assert is_over(two)


def test_who_hears_is_given_the_time_to_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 10.0)
    hears = tmp_path / "hears"
    polite = Service("Polite", [*POLITE, str(hears)])
    run_until(polite, turns=1, ready=hears.exists)

    assert is_over(polite)
    assert polite.process
    assert polite.process.returncode == 7


def test_who_does_not_hear_is_killed() -> None:
    deaf = Service("Deaf", DEAF)
    run_until(deaf, turns=20)

    assert is_over(deaf)
    assert deaf.process
    assert deaf.process.returncode in {-signal.SIGKILL, -signal.SIGTERM}


def test_who_dies_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "TOO_SHORT", 0.0)
    service, other = Service("One", DIES), Service("Two", LIVES_ON)

    went_well, said = run_until(service, other, turns=40)

    assert went_well
    assert set(said) == {"One stopped; starting it again."}
    assert service.short_lives == 0
    assert is_over(other)


def test_who_never_starts_ends_them_all_and_says_so() -> None:
    service, other = Service("One", DIES), Service("Two", LIVES_ON)

    went_well, said = run_until(service, other, turns=10_000)

    assert not went_well
    assert said[:-1] == ["One stopped; starting it again."] * MAX_SHORT_LIVES
    assert said[-1] == "One does not start: see what it said above."
    assert is_over(other)


def test_nothing_that_was_not_started_has_died() -> None:
    service = Service("One", DIES)
    service.kill()

    assert not service.has_died()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_other_signals_stop_too(name: str) -> None:
    service = Service("One", LIVES_ON)
    run = Supervisor([service], say=print)

    assert run.run(each_turn=lambda: os.kill(os.getpid(), signal.Signals[name]))
    assert is_over(service)
