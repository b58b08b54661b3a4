"""What is too long for a request."""

from datetime import datetime

from django.http import QueryDict
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit import pdf
from signatories.directory.finding.filters import Filters
from signatories.directory.taking_away.document import list_document
from signatories.directory.taking_away.statement import statement


@task()
def print_list(query: str, key: str = "") -> None:  # noqa: ARG001  # says which document is asked for
    """Build the PDF of the list a query string asks for, and keep it; does nothing when it is there already."""
    pdf.kept(list_document(statement(Filters.read(QueryDict(query.removeprefix("?"))))))


def asked_since(moment: datetime) -> dict[str, datetime]:
    """When each document was asked for, by its key; what is done is not asked for any more (1 query)."""
    asked = DBTaskResult.objects.filter(task_path=print_list.module_path, enqueued_at__gte=moment)
    waiting = asked.exclude(status=TaskResultStatus.SUCCESSFUL).values_list("args_kwargs", "enqueued_at")
    return {args_kwargs["kwargs"].get("key", ""): at for args_kwargs, at in waiting.order_by("enqueued_at")}
