"""What funders answered, for those who take part."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.models import FundersAnswer
from engagements.consultations.room_forms import FundersForm
from engagements.consultations.rooms import reads_the_outcome
from engagements.consultations.views.rooms import TEMPLATES, asked_room
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.refusals import refusal_on


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def funders(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question, and a sentence if one likes."""
    actor, found = asked_room(request, pk)
    if not reads_the_outcome(found, actor):
        raise Http404
    own = FundersAnswer.objects.visible_to(actor).filter(consultation=found, organisation=actor.acts_for).first()
    initial = {"funded": own.funded, "text": own.text} if own else None
    form = FundersForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            tell_of_funders(found, by=actor, **form.cleaned_data)
            messages.success(request, "Merci. Seules les associations qui ont une ligne lisent votre réponse.")
            return redirect(found)
    return render(request, f"{TEMPLATES}funders.html", {"form": form, "room": found, "call": found.call})
