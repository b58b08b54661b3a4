"""Whether what the site stands on does its part: what `/sante/` says of it.

Each minute the scheduler leaves a beat, a task that does nothing, and the worker takes it: when each was last seen
is read from that."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit import pages, periodic

UP, DOWN = "up", "down"
UNSEEN = timedelta(minutes=5)  # the scheduler ticks each minute, and may wait for a mail server meanwhile
UNTAKEN = timedelta(minutes=10)  # the worker may be at a long task
BEATS_KEPT = timedelta(hours=1)
ROOM = 500_000_000  # bytes free, for files


@task()
def beat() -> None:
    """Show that tasks are taken; the older beats go."""
    _beats().filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=timezone.now() - BEATS_KEPT).delete()


@periodic.each_tick
def leave_a_beat() -> None:
    """One at a time: the beat that nobody took yet is the scheduler's word as well."""
    if not _beats().filter(status=TaskResultStatus.READY).update(enqueued_at=timezone.now()):
        beat.enqueue()


def parts() -> dict[str, str]:
    """Each part by its name, UP or DOWN (1 query). Raises DatabaseError when there is no database."""
    seen = _beats().aggregate(
        scheduler=Max("enqueued_at"), worker=Max("finished_at", filter=Q(status=TaskResultStatus.SUCCESSFUL))
    )
    now = timezone.now()
    is_up = {
        "scheduler": seen["scheduler"] and seen["scheduler"] > now - UNSEEN,
        "worker": seen["worker"] and seen["worker"] > now - UNTAKEN,
        "cache": pages.answers(),
        "disk": shutil.disk_usage(settings.VAR_DIR).free > ROOM,
    }
    return {name: UP if well else DOWN for name, well in is_up.items()}


def _beats() -> "QuerySet[DBTaskResult[..., None]]":
    return DBTaskResult.objects.filter(task_path=beat.module_path)
