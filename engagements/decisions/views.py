"""Decisions: what is to be done, who does it, what became of it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from engagements.decisions import actions, queries, rules
from engagements.decisions.forms import DecideForm, FactsForm, StepForm
from engagements.decisions.lists import Decisions
from engagements.decisions.models import Decision, State
from engagements.decisions.replies import say
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import public, signed_in
from qpv_charter.toolkit.lists import kept_key, listing, show, tidied
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.territories.models import Department

TEMPLATES = "engagements/decisions/"


@public
@require_safe
@tidied(Decisions)
@kept_for_visitors(actions.PAGES, key=kept_key(Decisions))
def decision_list(request: HttpRequest) -> HttpResponseBase:
    """What is to be done first."""
    actor = who_asks(request)
    more = {"departments": queries.departments(actor), "may_decide": queries.may_decide(actor)}
    place = Decisions.read(request.GET)
    return show(request, f"{TEMPLATES}list.html", listing(place, queries.decisions(actor)), **more)


@public
@require_safe
@kept_for_visitors("decision:{pk}")
def decision_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What, who, by when; where it was decided, and what became of it."""
    actor = who_asks(request)
    shown = queries.shown(_decision(actor, pk), actor)
    return render(request, f"{TEMPLATES}decision.html", {"shown": shown, "decision": shown.decision})


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, actor: Contact) -> HttpResponse:
    """What was decided elsewhere than in a meeting of here."""
    organisation = actor.organisation
    form = DecideForm(request.POST or None, organisation=organisation, within=_seat_of(organisation))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            audience = form.cleaned_data["audience"]
            made = actions.decide(form.facts(), by=actor, place=form.place, audience=audience)
            messages.success(request, "C’est noté. Qui s’en charge le voit dans son espace.")
            return redirect(made)
    context = {"form": form, "organisation": organisation, "may_decide": queries.may_decide(actor)}
    return render(request, f"{TEMPLATES}decide.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Saying it otherwise, as long as it is to be done."""
    actor, decision = _followed(request, pk)
    form = FactsForm(request.POST or None, within=actions.within(decision), decision=decision)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            actions.correct(decision, form.facts(), by=actor, read=form.cleaned_data["revision"])
            messages.success(request, "C’est corrigé.")
            return redirect(decision)
    return render(request, f"{TEMPLATES}correct.html", {"form": form, "decision": decision})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """« C’est fait », « Nous laissons, parce que… », or later."""
    actor, decision = _followed(request, pk)
    if decision.state == State.CARRIED_OVER:
        raise Http404
    form = StepForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            after = say(decision, by=actor, said=form.cleaned_data)
            messages.success(request, "C’est noté, merci.")
            return redirect(after)
    return render(request, f"{TEMPLATES}follow.html", {"form": form, "decision": decision})


def _decision(actor: Actor, pk: uuid.UUID) -> Decision:
    rows = Decision.objects.visible_to(actor).with_details().select_related("carried_from", "carried_to")
    return get_object_or_404(rows, pk=pk)


def _followed(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, Decision]:
    """Who asks and the decision, if she may say what became of it. Raises Http404."""
    actor = who_asks(request)
    decision = _decision(actor, pk)
    if not rules.may_follow(actor, decision):
        raise Http404
    return actor, decision


def _seat_of(organisation: Organisation) -> Department | None:
    """The department where an association acts: that of its neighbourhoods, else of its commune."""
    qpv = organisation.qpvs.select_related("department").first()
    if qpv:
        return qpv.department
    return organisation.commune.department if organisation.commune else None
