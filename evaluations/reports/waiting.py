"""A file of an edition, or the page that waits while a task builds it."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from evaluations.reports import printing, tasks
from evaluations.reports.models import Edition
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.waiting import PATIENCE, please_wait

SECONDS = 15  # that the files of an edition take, as the waiting page promises


def given(request: HttpRequest, edition: Edition, file: str) -> HttpResponseBase:
    name = printing.name_of(edition, file)
    if content := pdf.stored(name, folder=printing.FOLDER):
        filename = f"{file.capitalize()} {edition.campaign.year}, édition {edition.number}.pdf"
        return pdf.answer(request, content, key=name, filename=filename)
    if not pdf.available():
        return pdf.unavailable(request)
    template = "evaluations/reports/wait.html"
    return please_wait(request, template, since=_asked(), seconds=SECONDS, late=SECONDS, edition=edition)


def _asked() -> datetime:
    """Since when a task is asked for: from now on, if none was."""
    if asked := tasks.asked_at(timezone.now() - PATIENCE):
        return asked
    tasks.print_reports.enqueue()
    return timezone.now()
