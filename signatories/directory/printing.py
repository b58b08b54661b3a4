"""The list of signatories as a document to print."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from qpv_charter.toolkit import pdf
from signatories.directory import tasks
from signatories.directory.document import list_document
from signatories.directory.statement import Statement

AT_ONCE = 300  # rows: about two seconds; more is built in a task
MOST_ROWS = 2000  # rows of one file: 4,000 took 22 s and 676 MB
ROWS_A_SECOND = 120  # measured: what the waiting page promises
PATIENCE = 600  # seconds before a task that never answered is asked again
LOOK_AGAIN = 4  # seconds
STILL = "attendre"  # asks for the waiting page that does not look again by itself


def ready(request: HttpRequest, said: Statement) -> HttpResponseBase | None:
    """The PDF of a list, or None while a task builds it. It is kept: the same list is built once a day."""
    document = list_document(said)
    if said.count <= AT_ONCE or pdf.stored(document.key) or not pdf.available():
        return pdf.pdf_response(request, document, filename=said.filename("pdf"))
    if cache.add(f"directory:pdf:{document.key}", value=True, timeout=PATIENCE):
        tasks.print_list.enqueue(query=said.filters.as_query())
    return None


def please_wait(request: HttpRequest, said: Statement) -> HttpResponse:
    """The page that waits. It looks again by itself, without a script, unless one asked it to stay still:
    a page that reloads under a screen reader must be one's choice (WCAG 2.2.1)."""
    still = request.GET.get(STILL) == "non"
    again = request.path + said.filters.as_query()
    context = {
        "said": said,
        "seconds": -(-said.count // ROWS_A_SECOND),
        "again": again,
        "still": request.path + said.filters.as_query(**{STILL: "non"}),
        "looks_again": not still,
    }
    response = render(request, "signatories/directory/pdf_wait.html", context, status=202)
    response["Cache-Control"] = "no-store"
    if not still:
        response["Refresh"] = f"{LOOK_AGAIN}; url={again}"
    return response
