"""A worker that is stopped in the middle of a task: what it did is ended, or taken up again by another."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from qpv_charter.toolkit import background, periodic
from tests import processes
from tests.qpv_charter.toolkit.worker import DATABASE, END, last

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIMIT = 60  # seconds


@pytest.fixture
def lines(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a task that was asked for writes what it does."""
    settings.TASKS = DATABASE
    monkeypatch.setattr(periodic, "_daily", [])
    monkeypatch.setattr(periodic, "_weekly", [])
    monkeypatch.setattr(periodic, "_each_tick", [])
    lines = tmp_path / "lines"
    lines.touch()
    last.enqueue(path=str(lines))
    return lines


@contextmanager
def a_worker_at_it(lines: Path) -> Iterator["subprocess.Popen[bytes]"]:
    worker = processes.start("tests.qpv_charter.toolkit.worker")
    try:
        deadline = time.monotonic() + LIMIT
        while not lines.read_text() and worker.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        yield worker
    finally:
        worker.kill()
        worker.wait()


def state() -> str:
    return str(DBTaskResult.objects.get().status)


def let_it_end(lines: Path) -> None:
    lines.with_suffix(".go").touch()


def test_what_a_killed_worker_did_is_taken_up_by_the_next(lines: Path) -> None:
    with a_worker_at_it(lines) as worker:
        worker.send_signal(signal.SIGKILL)
    assert state() == TaskResultStatus.RUNNING
    let_it_end(lines)

    call_command("tick")
    assert state() == TaskResultStatus.RUNNING  # nobody can tell yet that its worker is gone
    DBTaskResult.objects.update(started_at=timezone.now() - background.LONGEST_TASK)
    call_command("tick")
    DBTaskResult.objects.update(run_after=timezone.now())
    processes.start("tests.qpv_charter.toolkit.worker", "--batch").wait(LIMIT)

    assert state() == TaskResultStatus.SUCCESSFUL
    assert lines.read_text().split() == ["début", "début", END]


def test_a_worker_that_is_asked_to_stop_ends_its_task_first(lines: Path) -> None:
    with a_worker_at_it(lines) as worker:
        worker.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert worker.poll() is None
        let_it_end(lines)
        assert worker.wait(LIMIT) == 0

    assert state() == TaskResultStatus.SUCCESSFUL
    assert lines.read_text().split() == ["début", END]


def test_a_worker_that_is_told_twice_says_that_its_task_failed_and_it_is_taken_up_again(lines: Path) -> None:
    with a_worker_at_it(lines) as worker:
        worker.send_signal(signal.SIGTERM)
        time.sleep(1)
        worker.send_signal(signal.SIGTERM)
        worker.wait(LIMIT)
    assert state() == TaskResultStatus.FAILED

    call_command("tick")

    assert state() == TaskResultStatus.READY
