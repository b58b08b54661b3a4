"""What anybody reads of yearly meetings: the list, a page, the invitation and the minutes as PDF."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from engagements.scope.asking import who_asks
from evaluations.meetings import printing, queries
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.pdf import pdf_response

TEMPLATES = "evaluations/meetings/"
SHOWN = 100


@public
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The last date first."""
    return render(request, f"{TEMPLATES}list.html", {"meetings": queries.meetings(who_asks(request))[:SHOWN]})


@public
@require_safe
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """When, where, how one comes; what had been decided; its minutes, once they are published."""
    shown = _shown(request, pk)
    context = {"shown": shown, "meeting": shown.meeting, "gathering": shown.gathering}
    return render(request, f"{TEMPLATES}meeting.html", context)


@public
@require_safe
def invitation(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """A page to print or to send, which opens on what had been decided."""
    shown = _shown(request, pk)
    return pdf_response(request, printing.invitation(shown), filename="Invitation.pdf", public=False)


@public
@require_safe
def minutes(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """A page or two, for who may read the notes, once they are approved."""
    shown = _shown(request, pk)
    if not shown.columns:
        raise Http404
    return pdf_response(request, printing.minutes(shown), filename="Compte rendu.pdf", public=False)


def _shown(request: HttpRequest, pk: uuid.UUID) -> queries.Shown:
    actor = who_asks(request)
    return queries.shown(get_object_or_404(queries.meetings(actor), pk=pk), actor)
