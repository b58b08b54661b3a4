"""What is too long for a request: the files of published reports."""

from datetime import datetime

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from evaluations.reports import printing
from evaluations.reports.models import Edition
from qpv_charter.toolkit import pdf


@task()
def print_reports() -> None:
    """Build the files of every edition that are not there yet; those that say what nobody may read any more go."""
    editions = [(edition, file) for edition in Edition.objects.in_order() for file in printing.FILES]
    names = {printing.name_of(*each): each for each in editions}
    pdf.keep_only(names, folder=printing.FOLDER)
    for name, (edition, file) in names.items():
        if pdf.stored(name, folder=printing.FOLDER) is None:
            pdf.kept(printing.FILES[file](edition), folder=printing.FOLDER, name=name)


def asked_at(since: datetime) -> datetime | None:
    """From when a task that is not done yet was asked for; of the last, if there are several (1 query)."""
    asked = DBTaskResult.objects.filter(task_path=print_reports.module_path, enqueued_at__gte=since)
    waiting = asked.exclude(status=TaskResultStatus.SUCCESSFUL).order_by("-enqueued_at")
    return waiting.values_list("enqueued_at", flat=True).first()
