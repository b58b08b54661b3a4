"""Reporting the line of another: the page names who will read it before one confirms."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from engagements.consultations.actions import reporting as actions
from engagements.consultations.models import Line
from engagements.consultations.models.rooms import LINE_KIND
from engagements.consultations.room_forms import ReportForm
from engagements.consultations.views.rooms import TEMPLATES, asked_room
from engagements.flags.actions import who_may_be_named
from engagements.flags.places import kinds
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.refusals import refusal_on


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def line_report(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Why, in a click; a word if one likes."""
    actor, found = asked_room(request, pk)
    lines = Line.objects.select_related("organisation", "voice__noted_for", "theme")
    other = get_object_or_404(lines, pk=line, consultation=found)
    if not actions.may_report(actor, other):
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            case = actions.report_line(other, by=actor, **form.cleaned_data).case
            messages.success(request, f"C’est signalé\u202f: {case.reader} va lire cette ligne.")
            return redirect(found)
    reader = next(iter(who_may_be_named(kinds()[LINE_KIND], other)), None)
    context = {"form": form, "room": found, "call": found.call, "line": other, "reader": reader}
    return render(request, f"{TEMPLATES}line_report.html", context)
