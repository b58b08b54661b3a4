"""Errors are for people: what happened, why, what to do, and nothing typed is lost."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string

from qpv_charter.toolkit import bodies


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # Django passes a reason for developers
    """The form came without its key (cookies cleared, page left open for weeks): offer to send it again.

    Only where the browser says that a page of ours sent it: what another site made up is not kept."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    try:
        typed = [(name, value) for name, values in request.POST.lists() for value in values] if ours else []
    except UnreadablePostError:  # the form did not come whole: its key neither
        return bodies.not_received(request)
    kept = [(name, value) for name, value in typed if name != "csrfmiddlewaretoken"]
    context = {"ours": ours, "kept": kept, "has_files": bool(ours and request.FILES)}
    return render(request, "errors/403_csrf.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django's signature
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A PermissionDenied raised with a sentence shows it."""
    spoken = isinstance(exception, PermissionDenied) and exception.args
    return render(request, "errors/403.html", {"reason": exception.args[0] if spoken else ""}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django's signature
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # reading it may fail again
    """Drawn without the request: its user or session may be what failed."""
    return HttpResponse(render_to_string("errors/500.html", {"static_url": settings.STATIC_URL}), status=500)
