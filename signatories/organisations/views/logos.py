"""Logos, drawn again by us, under names that cannot be guessed."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.files import opened
from signatories.organisations.models import Organisation
from signatories.organisations.places import SHOWN

AN_HOUR = 3_600  # seconds: how long one may still be seen after a signature is withdrawn


@public
@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:  # Django passes the request
    """The picture of an association that anybody may see; its own people see it before, and after."""
    if not name.isprintable():  # PostgreSQL refuses a NUL before it looks for anything
        raise Http404
    organisation = get_object_or_404(Organisation.objects.exclude(logo=""), logo=f"logos/{name}")
    shown = any(SHOWN.gather(organisation))
    if not shown and not Organisation.objects.of(request.user).filter(pk=organisation.pk).exists():
        raise Http404
    response = FileResponse(opened(organisation.logo), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}" if shown else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
