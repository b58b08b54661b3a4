"""Work that comes back: declared beside its slice, started by `manage.py tick`.

    @periodic.daily
    @task()
    def remind_boards() -> None: ...

Daily tasks start after seven in the morning, weekly ones on Mondays after seven, in the site's time zone.
When each last started is read from the task table itself: nothing else to keep, nothing to lose. Every one of
them must be safe to run twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

AnyTask = Task[Any, Any]
Work = Callable[[], object]
_Task = TypeVar("_Task", bound=AnyTask)
_Work = TypeVar("_Work", bound=Work)

START_HOUR = 7

_after_update: list[Work] = []
_each_tick: list[Work] = []
_daily: list[AnyTask] = []
_weekly: list[AnyTask] = []


def after_update(work: _Work) -> _Work:
    """Do a piece of work in `manage.py prepare`, after each update: what the new code reads otherwise."""
    _after_update.append(work)
    return work


def each_tick(work: _Work) -> _Work:
    """Run a short piece of work inside `tick` itself, each minute: the safety nets."""
    _each_tick.append(work)
    return work


def daily(task: _Task) -> _Task:
    """Start a task once a day, and whenever `manage.py remind` is called."""
    _daily.append(task)
    return task


def weekly(task: _Task) -> _Task:
    """Start a task once a week, on Monday or as soon as possible after."""
    _weekly.append(task)
    return task


def works_after_update() -> tuple[Work, ...]:
    return tuple(_after_update)


def works_of_each_tick() -> tuple[Work, ...]:
    return tuple(_each_tick)


def daily_tasks() -> tuple[AnyTask, ...]:
    return tuple(_daily)


def start_due() -> list[str]:
    """Queue the tasks whose day or week has come and that were not started since; returns their names.

    Not safe for two callers at once: `tick` sees to that."""
    day = _start_of_day(timezone.localtime())
    week = _start_of_week(timezone.localtime())
    due = [task for task in _daily if not _started_since(task, day)]
    due += [task for task in _weekly if not _started_since(task, week)]
    for task in due:
        task.enqueue()
    return [task.name for task in due]


def _started_since(task: AnyTask, moment: datetime) -> bool:
    return DBTaskResult.objects.filter(task_path=task.module_path, enqueued_at__gte=moment).exists()


def _start_of_day(now: datetime) -> datetime:
    """The last time it was seven in the morning."""
    seven = now.replace(hour=START_HOUR, minute=0, second=0, microsecond=0)
    return seven if seven <= now else seven - timedelta(days=1)


def _start_of_week(now: datetime) -> datetime:
    """The last Monday at seven in the morning."""
    day = _start_of_day(now)
    return day - timedelta(days=day.weekday())
