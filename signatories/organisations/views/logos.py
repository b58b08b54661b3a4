"""Logos, drawn again by us, under names that cannot be guessed."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.files import opened
from signatories.organisations.models import Organisation

A_YEAR = 31_536_000  # seconds


@public
@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:  # Django passes the request
    """The picture; a name is never given again, so browsers may keep it."""
    if not name.isprintable():  # PostgreSQL refuses a NUL before it looks for anything
        raise Http404
    organisation = get_object_or_404(Organisation.objects.exclude(logo=""), logo=f"logos/{name}")
    response = FileResponse(opened(organisation.logo), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
