"""Saying thanks from one's space; taking it back by a key, without an account."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from engagements.thanks import actions
from engagements.thanks.forms import ThanksForm
from engagements.thanks.models import Thanks, ThanksKey
from qpv_charter.toolkit import keys
from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import team

MOST_SHOWN = 100


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, actor: Contact) -> HttpResponse:
    """The form of an association that acts in a neighbourhood at least."""
    form = ThanksForm(request.POST or None, organisation=actor.organisation)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.say(by=actor, **form.cleaned_data)
            messages.success(request, "C’est dit, merci\u202f!")
            return redirect("organisations:space_detail", slug=actor.organisation.slug)
    return render(request, "engagements/thanks/say.html", {"form": form, "organisation": actor.organisation})


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The mailed link: from here on the address holds no key."""
    found = ThanksKey.objects.found(key)
    if found is None:
        raise Http404
    return keys.hand_over(request, found, to=reverse("thanks:thanks", args=[found.target_id]))


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """GET shows, POST takes back."""
    key = keys.held(request, ThanksKey.objects.select_related("target__organisation", "target__qpv"), target=pk)
    if key is None or not key.is_usable:
        raise Http404
    if request.method == "POST":
        with refusal_said(request):
            actions.take_back(key.target, by=Actor())
        return redirect("thanks:thanks", pk)
    return render(request, "engagements/thanks/thanks.html", {"thanks": key.target, "key": key})


@team
@require_safe
def everything(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """All that was said, for the team."""
    said = Thanks.objects.visible_to(actor).select_related("organisation", "qpv")[:MOST_SHOWN]
    return render(request, "engagements/thanks/all.html", {"said": said})
