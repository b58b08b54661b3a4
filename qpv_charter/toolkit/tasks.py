"""The toolkit's own upkeep."""

import time
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit import pdf, periodic

A_MONTH = 30 * 24 * 60 * 60  # seconds


@periodic.daily
@task()
def forget_old_pdfs() -> int:
    """Remove PDFs built over a month ago (each change of a list leaves one behind); returns how many."""
    return pdf.forget_older_than(A_MONTH, now=time.time())


@periodic.daily
@task()
def forget_old_rows() -> None:
    """Remove ended sessions, and tasks that ended a month ago.

    Never sooner than a week: when a periodic task last started is read from these rows."""
    call_command("clearsessions")
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(seconds=A_MONTH)).delete()
