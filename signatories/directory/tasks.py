"""What is too long for a request."""

from django.utils import timezone
from django_tasks import task

from qpv_charter.toolkit import pdf
from signatories.directory import queries
from signatories.directory.document import list_document
from signatories.directory.queries import Filters
from signatories.territories.models import Department, Region


@task()
def print_list(q: str, department: str | None, region: str | None) -> None:
    """Build the PDF of a list and keep it; does nothing when it is there already."""
    filters = Filters(
        q=q,
        department=Department.objects.filter(pk=department).first(),
        region=Region.objects.filter(pk=region).first(),
    )
    pdf.kept(list_document(queries.by_region(filters), filters=filters, on=timezone.localdate()))
