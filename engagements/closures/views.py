"""An association's closures, in its space."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from engagements.closures import actions
from engagements.closures.forms import ClosureForm
from engagements.closures.models import Closure
from qpv_charter.toolkit.refusals import refusal_on
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact

NOTED = "C’est noté. Pendant ce temps, nous ne vous écrirons que pour ce qui ne peut pas attendre."


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def closures(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Those to come, and the form of another."""
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.say_closed(by=actor, **form.cleaned_data)
            messages.success(request, NOTED)
            return redirect("closures:closures", actor.organisation.slug)
    coming = Closure.objects.of(actor.organisation).not_over(timezone.localdate())
    context = {"organisation": actor.organisation, "form": form, "closures": coming}
    return render(request, "engagements/closures/closures.html", context)


@contact
@require_POST
def take_back(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    actions.take_back(get_object_or_404(Closure.objects.of(actor.organisation), pk=pk), by=actor)
    messages.success(request, "Cette fermeture est retirée.")
    return redirect("closures:closures", actor.organisation.slug)
