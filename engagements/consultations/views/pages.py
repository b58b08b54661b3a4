"""« Une page à joindre à votre dossier », and the public address that says the same."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from engagements.consultations.actions import outcomes
from engagements.consultations.models import Consultation
from engagements.consultations.models.rooms import PAGE_CODE
from engagements.consultations.resting import rests_of
from engagements.consultations.rooms import names_on, reads_the_outcome
from engagements.consultations.views.rooms import asked_room
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.audiences import public, signed_in
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.refusals import refusal_said
from qpv_charter.toolkit.short_codes import printed, read_code

TEMPLATES = "engagements/consultations/"


@signed_in
@require_POST
def name(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Agreeing to be named on the page, or no more."""
    actor, found = asked_room(request, pk)
    with refusal_said(request):
        if "no_more" in request.POST:
            outcomes.take_name_back(found, by=actor)
        else:
            outcomes.agree_to_be_named(found, by=actor)
    return redirect(found)


@signed_in
@require_safe
def page_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The page to print, for who takes part, once an association agrees to be named."""
    actor, found = asked_room(request, pk)
    if not reads_the_outcome(found, actor):
        raise Http404
    document = pdf.compose(f"{TEMPLATES}page_pdf.html", _said_by(found))
    return pdf.pdf_response(request, document, filename="Concertation.pdf", public=False)


@public
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What the printed page says, and nothing else: that the associations it names spoke before they answered, and
    what their lines rest on."""
    rooms = Consultation.objects.with_place().select_related("call")
    typed = read_code(code, PAGE_CODE)
    found = rooms.filter(page_code=typed).first() if typed else None
    if found is None:
        raise Http404
    response = render(request, f"{TEMPLATES}page.html", _said_by(found))
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response


def _said_by(room: Consultation) -> dict[str, object]:
    """All that the page says. Raises Http404 as long as it names nobody."""
    named = names_on(room)
    if not named or room.page_code is None:
        raise Http404
    code = printed(room.page_code, by=4)
    address = absolute(reverse("consultations:page", args=[code]))
    rests = rests_of(room, named)
    return {"room": room, "call": room.call, "named": named, "rests": rests, "code": code, "url": address}
