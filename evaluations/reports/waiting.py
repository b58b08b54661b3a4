"""A file of an edition, or the page that waits while a task builds it."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from evaluations.reports import printing, tasks
from evaluations.reports.models import Edition
from qpv_charter.toolkit import pdf

SECONDS = 15  # that the files of an edition take, as the waiting page promises
PATIENCE = timedelta(minutes=10)  # before a task that never answered is asked again
LOOK_AGAIN = 4  # seconds
STILL = "attendre"  # asks for the waiting page that does not look again by itself


def given(request: HttpRequest, edition: Edition, file: str) -> HttpResponseBase:
    name = printing.name_of(edition, file)
    if content := pdf.stored(name, folder=printing.FOLDER):
        filename = f"{file.capitalize()} {edition.campaign.year}, édition {edition.number}.pdf"
        return pdf.answer(request, content, key=name, filename=filename)
    if not pdf.available():
        return pdf.unavailable(request)
    return _please_wait(request, edition, since=_asked())


def _asked() -> datetime:
    """Since when a task is asked for: from now on, if none was."""
    if asked := tasks.asked_at(timezone.now() - PATIENCE):
        return asked
    tasks.print_reports.enqueue()
    return timezone.now()


def _please_wait(request: HttpRequest, edition: Edition, *, since: datetime) -> HttpResponse:
    """It looks again by itself, without a script, unless one asked it to stay still: a page that reloads under a
    screen reader must be one's choice (WCAG 2.2.1)."""
    still = request.GET.get(STILL) == "non"
    passed = round((timezone.now() - since).total_seconds())
    context = {
        "edition": edition,
        "seconds": SECONDS,
        "passed": min(passed, SECONDS),
        "late": passed > SECONDS,
        "again": request.path,
        "still": f"{request.path}?{STILL}=non",
        "looks_again": not still,
    }
    response = render(request, "evaluations/reports/wait.html", context, status=202)
    response["Cache-Control"] = "no-store"
    if not still:
        response["Refresh"] = f"{LOOK_AGAIN}; url={request.path}"
    return response
