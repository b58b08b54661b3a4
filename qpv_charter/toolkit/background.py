"""Second chances for background tasks: django-tasks-db neither retries nor notices a worker that was killed."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

MAX_ATTEMPTS = 5
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
# Far beyond our longest task: a task that still runs after that lost its worker.
LONGEST_TASK = timedelta(minutes=15)
# What failed for good is left alone, for people to read, then forgotten.
LOOK_BACK = timedelta(days=1)


def requeue() -> int:
    """Give failed and abandoned tasks another try, five in all; returns how many.

    A worker writes its name on a task each time it takes it: that list is the count of attempts. Each change is
    one conditional UPDATE, so that a worker that ends at the same moment is not overruled."""
    now = timezone.now()
    abandoned = Q(status=TaskResultStatus.RUNNING, started_at__lt=now - LONGEST_TASK)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__gt=now - LOOK_BACK)
    return sum(_requeue(task) for task in DBTaskResult.objects.filter(abandoned | failed).order_by("enqueued_at"))


def _requeue(task: DBTaskResult[..., Any]) -> int:
    attempts = len(task.worker_ids)
    same = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
    if attempts >= MAX_ATTEMPTS:
        return _give_up(same)
    run_after = timezone.now() + RETRY_AFTER[max(attempts, 1) - 1]
    return same.update(status=TaskResultStatus.READY, run_after=run_after, started_at=None, finished_at=None)


def _give_up(same: QuerySet[DBTaskResult[..., Any]]) -> int:
    """A task that killed five workers fails, with the reason where the others have theirs."""
    same.filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        traceback=f"Its worker stopped without a word, {MAX_ATTEMPTS} times.",
    )
    return 0
