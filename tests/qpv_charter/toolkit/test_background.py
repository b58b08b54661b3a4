from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from qpv_charter.toolkit import background
from qpv_charter.toolkit.tasks import forget_what_is_old

pytestmark = pytest.mark.django_db


@task()
def broken() -> None:
    raise RuntimeError("broken")


@pytest.fixture(autouse=True)
def _real_tasks(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def work() -> None:
    """What a worker does with all that waits, once its time has come."""
    DBTaskResult.objects.update(run_after=timezone.now())
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db(transaction=True)  # the worker closes its connections
def test_a_failed_task_is_tried_five_times_then_left_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "configure_signals", lambda _: None)
    broken.enqueue()
    work()
    waits = []
    while background.requeue():
        waits.append(round((DBTaskResult.objects.get().run_after - timezone.now()).total_seconds() / 60))
        work()
    row = DBTaskResult.objects.get()
    assert (len(row.worker_ids), row.status) == (5, TaskResultStatus.FAILED)
    assert waits == [1, 5, 30, 120]


def abandoned(*, workers: int) -> None:
    """A task taken by so many workers, the last of them killed an hour ago."""
    broken.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - timedelta(hours=1),
        worker_ids=[f"worker {n}" for n in range(workers)],
    )


def test_a_task_whose_worker_was_killed_is_taken_up_again() -> None:
    abandoned(workers=1)
    assert background.requeue() == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_a_task_that_kills_its_workers_ends_as_failed_with_the_reason() -> None:
    abandoned(workers=5)
    assert background.requeue() == 0
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.FAILED
    assert "stopped without a word" in row.traceback


def test_a_task_that_is_running_now_is_left_alone() -> None:
    abandoned(workers=1)
    DBTaskResult.objects.update(started_at=timezone.now())
    assert background.requeue() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_what_ended_a_month_ago_is_forgotten_and_nothing_sooner() -> None:
    for days, status in [(31, TaskResultStatus.SUCCESSFUL), (29, TaskResultStatus.FAILED)]:
        broken.enqueue()
        DBTaskResult.objects.filter(finished_at=None).update(
            status=status, finished_at=timezone.now() - timedelta(days=days)
        )
    broken.enqueue()
    forget_what_is_old.call()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {
        TaskResultStatus.FAILED,
        TaskResultStatus.READY,
    }


@pytest.mark.parametrize(
    ("status", "minutes", "again"),
    [
        (TaskResultStatus.RUNNING, 14, 0),
        (TaskResultStatus.RUNNING, 16, 1),
        (TaskResultStatus.FAILED, 23 * 60, 1),
        (TaskResultStatus.FAILED, 25 * 60, 0),
        (TaskResultStatus.SUCCESSFUL, 30, 0),
    ],
)
def test_what_ended_or_began_so_long_ago_is_taken_up_again_or_not(status: str, minutes: int, again: int) -> None:
    broken.enqueue()
    then = timezone.now() - timedelta(minutes=minutes)
    DBTaskResult.objects.update(status=status, started_at=then, finished_at=then, worker_ids=["one"])

    assert background.requeue() == again


def test_a_task_that_ends_at_the_same_moment_is_not_overruled() -> None:
    abandoned(workers=1)
    row = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)

    assert background._requeue(row) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
