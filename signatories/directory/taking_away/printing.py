"""The list of signatories as a document to print."""

import math
import threading
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from qpv_charter.toolkit import pages, pdf
from qpv_charter.toolkit.waiting import PATIENCE, please_wait
from signatories.directory.models import PAGES
from signatories.directory.taking_away import tasks
from signatories.directory.taking_away.document import list_document
from signatories.directory.taking_away.statement import Statement

AT_ONCE = 300  # rows: about two seconds; more is built in a task
MOST_ROWS = 2000  # rows of one file: 4,000 took 22 s and 676 MB
ROWS_A_SECOND = 120  # measured: what the waiting page promises
LATE = 2  # times what it should take, from when the waiting page says that others are served first
MOST_ASKED = 20  # lists that wait for their task: whoever asks for one more takes a place when one is free

# A list takes two seconds of a processor: many at once would leave none to the pages.
_one_at_once = threading.Lock()


def printed(request: HttpRequest, said: Statement) -> HttpResponseBase:
    """The PDF of a list, or the page that waits while a task builds it. It is kept: the same list is built once
    a day, whatever was searched to find it."""
    key = _key(said)
    if content := pdf.stored(key):
        return pdf.answer(request, content, key=key, filename=said.filename("pdf"))
    if not pdf.available():
        return pdf.unavailable(request)
    if said.count <= AT_ONCE and _one_at_once.acquire(blocking=False):
        try:
            return pdf.pdf_response(request, list_document(said), filename=said.filename("pdf"))
        finally:
            _one_at_once.release()
    seconds = math.ceil(said.count / ROWS_A_SECOND)
    return please_wait(
        request,
        "signatories/directory/taking_away/pdf_wait.html",
        since=_asked(said, key),
        seconds=seconds,
        late=LATE * seconds,
        query=said.filters.as_query(),
        said=said,
    )


def _key(said: Statement) -> str:
    """The key of the list's document, made once: whoever waits asks for it every few seconds."""
    name = f"pdf{said.on}{said.filters.as_query()}"
    return pages.kept(PAGES, name, lambda: list_document(said).key, worth=bool)


def _asked(said: Statement, key: str) -> datetime:
    """Since when a task is asked for the document: from now on, if it was not; not yet, while too many are."""
    asked = tasks.asked_since(timezone.now() - PATIENCE)
    if key not in asked and len(asked) < MOST_ASKED:
        tasks.print_list.enqueue(query=said.filters.as_query(), key=key)
    return asked.get(key, timezone.now())
