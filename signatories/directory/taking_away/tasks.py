"""What is too long for a request."""

from django.http import QueryDict
from django_tasks import task

from qpv_charter.toolkit import pdf
from signatories.directory.finding.filters import Filters
from signatories.directory.taking_away.document import list_document
from signatories.directory.taking_away.statement import statement


@task()
def print_list(query: str) -> None:
    """Build the PDF of the list a query string asks for, and keep it; does nothing when it is there already."""
    pdf.kept(list_document(statement(Filters.read(QueryDict(query.removeprefix("?"))))))
