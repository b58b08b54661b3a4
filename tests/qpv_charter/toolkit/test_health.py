"""What stands beside the pages, and whether it does its part."""

import shutil
from collections import namedtuple
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from qpv_charter.toolkit import health, periodic
from tests.qpv_charter.toolkit.test_pages import NOWHERE

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _real_tasks(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def test_a_site_that_was_just_started_has_seen_neither_scheduler_nor_worker() -> None:
    assert health.parts() == {"scheduler": "down", "worker": "down", "cache": "up", "disk": "up"}


@pytest.mark.django_db(transaction=True)  # the worker closes its connections
def test_a_tick_and_a_worker_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "configure_signals", lambda _: None)
    monkeypatch.setattr(periodic, "_daily", [])
    monkeypatch.setattr(periodic, "_weekly", [])

    call_command("tick")
    assert (health.parts()["scheduler"], health.parts()["worker"]) == ("up", "down")
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    assert (health.parts()["scheduler"], health.parts()["worker"]) == ("up", "up")


def a_beat(*, left: timedelta, taken: timedelta | None) -> None:
    health.beat.enqueue()
    now = timezone.now()
    DBTaskResult.objects.filter(finished_at=None).update(
        enqueued_at=now - left,
        finished_at=None if taken is None else now - taken,
        status=TaskResultStatus.READY if taken is None else TaskResultStatus.SUCCESSFUL,
    )


MINUTE, SECONDS = timedelta(minutes=1), timedelta(seconds=5)


@pytest.mark.parametrize(
    ("beats", "scheduler", "worker"),
    [
        ([(5 * MINUTE - SECONDS, 4 * MINUTE)], "up", "up"),
        ([(5 * MINUTE + SECONDS, 4 * MINUTE)], "down", "up"),
        ([(MINUTE, None), (10 * MINUTE, 10 * MINUTE - SECONDS)], "up", "up"),
        ([(MINUTE, None), (11 * MINUTE, 10 * MINUTE + SECONDS)], "up", "down"),
    ],
)
def test_what_was_not_seen_for_long_is_down(
    beats: list[tuple[timedelta, timedelta | None]], scheduler: str, worker: str
) -> None:
    for left, taken in reversed(beats):
        a_beat(left=left, taken=taken)

    assert (health.parts()["scheduler"], health.parts()["worker"]) == (scheduler, worker)


def test_a_beat_that_failed_is_no_sign_of_a_worker_that_works() -> None:
    a_beat(left=MINUTE, taken=MINUTE)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)

    assert health.parts()["worker"] == "down"


def test_without_a_worker_one_beat_waits_and_goes_on_saying_that_the_scheduler_lives() -> None:
    a_beat(left=60 * MINUTE, taken=None)

    for _ in range(3):
        health.leave_a_beat()

    assert DBTaskResult.objects.count() == 1
    assert health.parts()["scheduler"] == "up"


def test_beats_are_kept_an_hour() -> None:
    for age in (59, 61):
        a_beat(left=age * MINUTE, taken=age * MINUTE)
    health.beat.enqueue()

    health.beat.call()

    assert DBTaskResult.objects.count() == 2
    assert DBTaskResult.objects.filter(finished_at__lt=timezone.now() - 60 * MINUTE).count() == 0


@pytest.mark.parametrize(("free", "said"), [(500_000_001, "up"), (500_000_000, "down")])
def test_a_disk_almost_full_is_said(monkeypatch: pytest.MonkeyPatch, free: int, said: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12 - free, free))

    assert health.parts()["disk"] == said


def test_a_cache_that_stopped_is_said(settings: Any) -> None:
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}

    assert health.parts()["cache"] == "down"
