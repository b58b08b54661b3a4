"""Errors are for people: what happened, why, what to do, and nothing typed is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes a reason for developers
    """The form came without its key (cookies cleared, page left open for weeks): offer to send it again."""
    return render(request, "errors/403_csrf.html", status=403)
