from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from qpv_charter.toolkit import periodic
from qpv_charter.toolkit.locks import only_one

pytestmark = pytest.mark.django_db
calls: list[str] = []


@task()
def each_day() -> None:
    calls.append("day")


@task()
def each_week() -> None:
    calls.append("week")


@task()
def broken() -> None:
    raise RuntimeError("broken")


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    monkeypatch.setattr(periodic, "_daily", [each_day])
    monkeypatch.setattr(periodic, "_weekly", [each_week])
    monkeypatch.setattr(periodic, "_each_tick", [])
    calls.clear()
    yield
    calls.clear()


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Make it that time in Paris, for what asks the time and for what is queued."""
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Paris"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_what_is_due_starts_once_a_day_and_once_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-03-12 07:00")  # a Thursday
    assert periodic.start_due() == ["each_day", "each_week"]
    at(monkeypatch, "2026-03-12 23:59")
    assert periodic.start_due() == []
    at(monkeypatch, "2026-03-13 06:59")
    assert periodic.start_due() == []
    at(monkeypatch, "2026-03-13 07:01")
    assert periodic.start_due() == ["each_day"]
    at(monkeypatch, "2026-03-16 07:01")  # Monday
    assert periodic.start_due() == ["each_day", "each_week"]


def test_a_machine_asleep_on_monday_catches_up(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-03-12 08:00")
    periodic.start_due()
    at(monkeypatch, "2026-03-18 02:00")  # Wednesday night
    assert periodic.start_due() == ["each_day", "each_week"]


def test_tick_starts_what_is_due_even_when_a_piece_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(periodic, "_each_tick", [fails])
    call_command("tick")
    assert DBTaskResult.objects.filter(task_path=each_day.module_path).count() == 1
    assert "no luck" in caplog.text


def in_another_thread(work: Callable[[], bool]) -> bool:
    """What `work` answers on a database connection of its own."""

    def on_its_own_connection() -> bool:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(on_its_own_connection).result()


def could_lock() -> bool:
    with only_one("tests") as alone:
        return alone


def test_a_lock_is_held_by_one_at_a_time_and_freed_after() -> None:
    with only_one("tests") as alone:
        assert alone
        assert not in_another_thread(could_lock)
    assert in_another_thread(could_lock)


def test_a_second_tick_does_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("qpv_charter.toolkit.management.commands.tick.only_one", lambda _: nullcontext(False))
    call_command("tick")
    assert "Another tick" in capsys.readouterr().out
    assert not DBTaskResult.objects.exists()


def test_remind_does_the_daily_work_now(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("remind")
    assert calls == ["day"]
    assert "each_day" in capsys.readouterr().out


def test_remind_goes_on_after_a_failure_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_daily", [broken, each_day])
    with pytest.raises(CommandError, match="broken"):
        call_command("remind")
    assert calls == ["day"]


@pytest.mark.parametrize(
    ("now", "day", "week"),
    [
        ("2026-03-12 06:59:59", "2026-03-11", "2026-03-09"),
        ("2026-03-12 07:00:00", "2026-03-12", "2026-03-09"),
        ("2026-03-12 07:00:01", "2026-03-12", "2026-03-09"),
        ("2026-03-16 06:59:59", "2026-03-15", "2026-03-09"),  # a Monday, before seven
        ("2026-03-16 07:00:00", "2026-03-16", "2026-03-16"),
    ],
)
def test_a_day_and_a_week_begin_at_seven(now: str, day: str, week: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Paris"))

    begun = [periodic._start_of_day(moment), periodic._start_of_week(moment)]
    assert [f"{each:%Y-%m-%d %H:%M}" for each in begun] == [f"{day} 07:00", f"{week} 07:00"]


def test_what_is_declared_comes_back() -> None:
    def net() -> None:
        """Catches what falls."""

    assert periodic.each_tick(net) is net
    assert periodic.works_of_each_tick() == (net,)
    assert periodic.daily(each_week) is periodic.weekly(each_week) is each_week
    assert periodic.daily_tasks() == (each_day, each_week)
    assert periodic._weekly == [each_week, each_week]
