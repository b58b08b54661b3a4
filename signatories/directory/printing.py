"""The list of signatories as a document to print."""

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from qpv_charter.toolkit import pdf
from signatories.directory import queries, tasks
from signatories.directory.document import list_document
from signatories.directory.filters import Filters

AT_ONCE = 300  # rows: about two seconds; more is built in a task
MOST_ROWS = 2000  # rows of one file: 4,000 took 22 s and 676 MB
PATIENCE = 600  # seconds before a task that never answered is asked again


def ready(request: HttpRequest, filters: Filters) -> HttpResponseBase | None:
    """The PDF of a list, or None while a task builds it."""
    document = list_document(queries.by_region(filters), filters=filters, on=timezone.localdate())
    short = queries.found(filters).count() <= AT_ONCE
    if short or pdf.stored(document.key) or not pdf.available():
        return pdf.pdf_response(request, document, filename="Signataires de la charte.pdf")
    if cache.add(f"directory:pdf:{document.key}", value=True, timeout=PATIENCE):
        tasks.print_list.enqueue(query=filters.as_query())
    return None
