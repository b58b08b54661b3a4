"""The list of signatories as a document to print."""

import math
import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from qpv_charter.toolkit import pages, pdf
from signatories.directory.models import PAGES
from signatories.directory.taking_away import tasks
from signatories.directory.taking_away.document import list_document
from signatories.directory.taking_away.statement import Statement

AT_ONCE = 300  # rows: about two seconds; more is built in a task
MOST_ROWS = 2000  # rows of one file: 4,000 took 22 s and 676 MB
ROWS_A_SECOND = 120  # measured: what the waiting page promises
LATE = 2  # times what it should take, from when the waiting page says that others are served first
PATIENCE = 600  # seconds before a task that never answered is asked again
LOOK_AGAIN = 4  # seconds
STILL = "attendre"  # asks for the waiting page that does not look again by itself


def ready(request: HttpRequest, said: Statement) -> HttpResponseBase | None:
    """The PDF of a list, or None while a task builds it. It is kept: the same list is built once a day."""
    key = _key(said)
    if content := pdf.stored(key):
        return pdf.answer(request, content, key=key, filename=said.filename("pdf"))
    if said.count <= AT_ONCE or not pdf.available():
        return pdf.pdf_response(request, list_document(said), filename=said.filename("pdf"))
    if cache.add(_begun(key), time.time(), timeout=PATIENCE):
        tasks.print_list.enqueue(query=said.filters.as_query())
    return None


def _key(said: Statement) -> str:
    """The key of the list's document, made once: whoever waits asks for it every few seconds."""
    name = f"pdf{said.on}{said.filters.as_query()}"
    return pages.kept(PAGES, name, lambda: list_document(said).key, worth=bool)


def _begun(key: str) -> str:
    """Where the shared cache holds when a task was asked for the document (Unix time)."""
    return f"directory:pdf:{key}"


def please_wait(request: HttpRequest, said: Statement) -> HttpResponse:
    """The page that waits. It looks again by itself, without a script, unless one asked it to stay still:
    a page that reloads under a screen reader must be one's choice (WCAG 2.2.1)."""
    still = request.GET.get(STILL) == "non"
    again = request.path + said.filters.as_query()
    seconds = math.ceil(said.count / ROWS_A_SECOND)
    passed = round(time.time() - cache.get(_begun(_key(said)), time.time()))
    context = {
        "said": said,
        "seconds": seconds,
        "passed": min(passed, seconds),
        "late": passed > LATE * seconds,
        "again": again,
        "still": request.path + said.filters.as_query(**{STILL: "non"}),
        "looks_again": not still,
    }
    response = render(request, "signatories/directory/taking_away/pdf_wait.html", context, status=202)
    response["Cache-Control"] = "no-store"
    if not still:
        response["Refresh"] = f"{LOOK_AGAIN}; url={again}"
    return response
