"""An association's own page of relais, the team's, and the way to sign in again."""

import uuid

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.relays import actions, rules
from engagements.relays.forms import AcceptForm, TalkForm
from engagements.relays.models import Relay, RelayQuerySet
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators, signing_in

TEMPLATES = "engagements/relays/"


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def space(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Where the association reads, and its yes for more."""
    form = AcceptForm(request.POST or None, organisation=actor.organisation)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.accept(by=actor, qpvs=[*form.cleaned_data["qpvs"]], readers=form.readers())
            messages.success(
                request, "Merci\u202f! L’équipe d’animation vous répond bientôt, et prévient les deux personnes."
            )
            return redirect("relays:space", actor.organisation.slug)
    context = {
        "organisation": actor.organisation,
        "form": form,
        "relays": Relay.objects.visible_to(actor).current().with_details(),
        "may_accept": rules.may_accept(actor),
    }
    return render(request, f"{TEMPLATES}space.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """When and where one may come and talk."""
    relay = get_object_or_404(_of(actor), pk=pk)
    form = TalkForm(request.POST or None, initial={"talk": relay.talk})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.say_when(relay, by=actor, talk=form.cleaned_data["talk"])
            messages.success(request, "C’est noté.")
            return redirect("relays:space", actor.organisation.slug)
    context = {"form": form, "relay": relay, "organisation": actor.organisation}
    return render(request, f"{TEMPLATES}talk.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """A page says what ends, its button does it."""
    relay = get_object_or_404(_of(actor), pk=pk)
    if request.method == "POST":
        with refusal_said(request):
            actions.end(relay, by=actor)
            messages.success(request, "C’est fait. Merci d’avoir lu jusqu’ici.")
        return redirect("relays:space", actor.organisation.slug)
    return render(request, f"{TEMPLATES}stop.html", {"relay": relay, "organisation": actor.organisation})


@animators
@require_safe
def team(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Who reads where, who accepted to, and who did."""
    relays = Relay.objects.visible_to(actor).with_details()
    context = {
        "asked": relays.asked(),
        "given": relays.given(),
        "serving": {relay.pk for relay in relays.serving()},
        "ended": relays.exclude(ended_at=None).order_by("-ended_at", "pk")[:50],
    }
    return render(request, f"{TEMPLATES}team.html", context)


@animators
@require_POST
def give(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    relay = get_object_or_404(Relay.objects.visible_to(actor), pk=pk)
    with refusal_said(request):
        actions.give(relay, by=actor)
        messages.success(request, "C’est fait\u202f: les deux personnes en sont prévenues, et l’équipe aussi.")
    return redirect("relays:team")


@animators
@require_POST
def end(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    relay = get_object_or_404(Relay.objects.visible_to(actor), pk=pk)
    with refusal_said(request):
        actions.end(relay, by=actor)
        messages.success(request, "C’est terminé\u202f: les deux personnes en sont prévenues, et l’équipe aussi.")
    return redirect("relays:team")


@signing_in
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Signing in again, by a code or a passkey: what is confided is read for twelve hours."""
    asked = request.GET.get("next", "")
    back = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/espace/"
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
    return render(request, f"{TEMPLATES}again.html", {"back": back})


def _of(actor: Contact) -> RelayQuerySet:
    return Relay.objects.visible_to(actor).current().filter(organisation=actor.organisation).with_details()
