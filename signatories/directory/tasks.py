"""What is too long for a request."""

from django.http import QueryDict
from django.utils import timezone
from django_tasks import task

from qpv_charter.toolkit import pdf
from signatories.directory import queries
from signatories.directory.document import list_document
from signatories.directory.filters import read_filters


@task()
def print_list(query: str) -> None:
    """Build the PDF of the list a query string asks for, and keep it; does nothing when it is there already."""
    filters = read_filters(QueryDict(query.removeprefix("?")))
    pdf.kept(list_document(queries.by_region(filters), filters=filters, on=timezone.localdate()))
