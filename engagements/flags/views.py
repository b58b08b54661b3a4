"""Reporting a text, for anyone; reading it, for the team; asking for another look, for its author."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from engagements.flags import actions, queries, rules
from engagements.flags.forms import AppealForm, DecisionForm, HideForm, ReportForm
from engagements.flags.models import Case, Hideable, State
from engagements.flags.places import Kind, kinds
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.limits import HOUR, Limit
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.refusals import refusal_on
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import animators, reviewers

TEMPLATES = "engagements/flags/"
PER_NETWORK = Limit("flags-network", times=10, seconds=HOUR)
MOST_SHOWN = 100


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, about: uuid.UUID) -> HttpResponse:
    """Why, in a click; a word and an address if one likes."""
    of, text = _shown(who_asks(request), kind, about)
    form = ReportForm(request.POST or None, network=client_network(request))
    if request.method == "POST" and form.is_valid():
        if not PER_NETWORK.spend(client_network(request)):
            return render(request, "429.html", status=429)
        with refusal_on(form):
            actions.report(of, text, **form.cleaned_data)
            return render(request, f"{TEMPLATES}thanks.html")
    context = {"form": form, "said": of.said(text), "href": queries.address_of(text)}
    return render(request, f"{TEMPLATES}report.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, actor: TeamMember, kind: str, about: uuid.UUID) -> HttpResponse:
    """An animator hides what nobody reported, for a reason."""
    of, text = _shown(actor, kind, about)
    if not rules.animates(actor, of.department(text)):
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            case = actions.hide(of, text, by=actor, why=form.cleaned_data["why"])
            messages.success(request, "C’est fait\u202f: il n’est plus montré. L’association en est prévenue.")
            return redirect("flags:case", case.pk)
    context = {"form": form, "said": of.said(text), "href": queries.address_of(text)}
    return render(request, f"{TEMPLATES}hide.html", context)


@reviewers
@require_safe
def to_read(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What waits to be read, the oldest first."""
    return render(request, f"{TEMPLATES}list.html", {"cases": queries.to_read(actor)[:MOST_SHOWN]})


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """A text, why it was reported, and what to decide."""
    cases = Case.objects.visible_to(actor).select_related("author", "department", "decided_by", "reader")
    found = get_object_or_404(cases, pk=pk)
    shown = queries.read(found, actor)
    form = DecisionForm(request.POST or None, state=found.state, of=shown.kind)
    may = shown.may_decide or shown.may_answer
    if request.method == "POST" and may and form.is_valid():
        with refusal_on(form):
            _decide(shown, form, actor)
            messages.success(request, "C’est décidé, merci.")
            return redirect("flags:list")
    reports = found.reports.all()
    return render(request, f"{TEMPLATES}case.html", {"shown": shown, "form": form, "reports": reports})


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """Why a text of the association was hidden, and asking that somebody else reads it."""
    found = get_object_or_404(Case.objects.filter(author=actor.organisation).exclude(state=State.WAITING), pk=pk)
    form = AppealForm(request.POST or None)
    may = rules.may_appeal(actor, found)
    if request.method == "POST" and may and form.is_valid():
        with refusal_on(form):
            actions.appeal(found, by=actor, words=form.cleaned_data["words"])
            messages.success(request, "C’est demandé\u202f: une autre personne relira ce texte.")
            return redirect(request.path)
    said = kinds()[found.kind].said(queries.text_of(found))
    context = {"case": found, "form": form, "may": may, "said": said, "organisation": actor.organisation}
    return render(request, f"{TEMPLATES}appeal.html", context)


def _shown(actor: Actor, kind: str, about: uuid.UUID) -> tuple[Kind[Any], Hideable]:
    """A text that is in sight, for who may see it; none of those said among associations. Raises Http404."""
    of = kinds().get(kind)
    text = of.shown_to(actor, about) if of and not of.is_among_associations else None
    if of is None or text is None or text.hidden_at:
        raise Http404
    return of, text


def _decide(shown: queries.Read, form: DecisionForm, actor: TeamMember) -> None:
    why = form.cleaned_data.get("why", "")
    if shown.may_answer:
        actions.answer(shown.case, by=actor, shown=form.keeps, words=why)
    elif form.keeps:
        actions.keep(shown.case, by=actor)
    else:
        actions.hide(shown.kind, queries.text_of(shown.case), by=actor, why=why)
