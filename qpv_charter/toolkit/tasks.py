"""The toolkit's own upkeep."""

import time
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit import files, limits, pdf, periodic, retention
from qpv_charter.toolkit.retention import DAY, MONTH, RETENTION, Retention


@periodic.daily
@task()
def forget_what_is_old() -> None:
    """All that slices keep for a time only."""
    retention.forget_all()


@RETENTION.contribute(order=1000)
def old_pdfs() -> Retention:
    """A list says its day: that of yesterday serves nobody, and may name who left since. All can be rebuilt."""
    return Retention(during=DAY, forget=_forget_old_pdfs)


@RETENTION.contribute(order=1100)
def ended_tasks() -> Retention:
    """Never sooner than a week: when a periodic task last started is read from these rows."""
    return Retention(during=MONTH, forget=_forget_ended_tasks)


@RETENTION.contribute(order=1200)
def ended_sessions() -> Retention:
    return Retention(during=MONTH, forget=partial(call_command, "clearsessions"))


@RETENTION.contribute(order=1300)
def files_no_row_names() -> Retention:
    return Retention(during=files.NAMED_WITHIN, forget=files.forget_orphans)


@RETENTION.contribute(order=1400)
def ended_counts() -> Retention:
    """A day at most is counted, and the day after forgets it."""
    return Retention(
        during=timedelta(days=2),
        forget=limits.forget_ended,
        what="Combien de fois un message, un code ou une recherche a été demandé pour une adresse ou depuis "
        "une connexion, sous une empreinte",
        why="Que personne ne puisse remplir votre boîte aux lettres, ni deviner vos codes.",
    )


def _forget_old_pdfs() -> int:
    return pdf.forget_older_than(DAY.total_seconds(), now=time.time())


def _forget_ended_tasks() -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - MONTH).delete()
