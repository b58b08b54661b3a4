"""What residents said of a project, beside one's own line."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from engagements.consultations.actions import residents as actions
from engagements.consultations.models import Line, ResidentsView
from engagements.consultations.room_forms import ResidentsForm
from engagements.consultations.views.rooms import TEMPLATES, asked_room
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.refusals import refusal_on, refusal_said


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def residents_new(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Noting how many said what, and in which month."""
    actor, found = asked_room(request, pk)
    own = get_object_or_404(Line.objects.visible_to(actor).standing().of(actor), pk=line, consultation=found)
    form = ResidentsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.note_residents(own, form.sentence(), form.occasion(), by=actor)
            messages.success(request, "C’est noté sous votre ligne.")
            return redirect(found)
    context = {"form": form, "room": found, "call": found.call}
    return render(request, f"{TEMPLATES}residents_form.html", context)


@signed_in
@require_POST
def residents_back(request: HttpRequest, pk: uuid.UUID, view: uuid.UUID) -> HttpResponse:
    """Taking it back."""
    actor, found = asked_room(request, pk)
    mine = Line.objects.visible_to(actor).standing().of(actor).filter(consultation=found)
    noted = get_object_or_404(ResidentsView.objects.select_related("line", "voice"), pk=view, line__in=mine)
    with refusal_said(request):
        actions.take_residents_back(noted, by=actor)
        messages.success(request, "C’est retiré.")
    return redirect(found)
