"""The page that waits while a task builds a file."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

PATIENCE = timedelta(minutes=10)  # before a task that never answered is asked again
LOOK_AGAIN = 4  # seconds
STILL = "attendre"  # asks for the page that does not look again by itself


def please_wait(
    request: HttpRequest,
    template: str,
    *,
    since: datetime,
    seconds: int,
    late: int,
    query: str = "",
    **context: object,
) -> HttpResponse:
    """It promises `seconds` from `since`, and says after `late` seconds that others are served first. `query`
    ("?…", or empty) is what its address keeps of what was asked.

    It looks again by itself, without a script, unless one asked it to stay still: a page that reloads under a
    screen reader must be one's choice (WCAG 2.2.1)."""
    still = request.GET.get(STILL) == "non"
    again = request.path + query
    passed = round((timezone.now() - since).total_seconds())
    said = {
        "seconds": seconds,
        "passed": min(passed, seconds),
        "late": passed > late,
        "again": again,
        "still": f"{again}{'&' if query else '?'}{STILL}=non",
        "looks_again": not still,
    }
    response = render(request, template, said | context, status=202)
    response["Cache-Control"] = "no-store"
    if not still:
        response["Refresh"] = f"{LOOK_AGAIN}; url={again}"
    return response
