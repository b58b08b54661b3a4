"""What an association does with its gatherings."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.participation import actions, choosing, printing, queries
from engagements.participation.forms import CancelForm, CorrectForm, MoveForm, OutcomeForm, Pile, ProposeForm
from engagements.participation.models import Answer, Gathering, GatheringTime, State
from engagements.participation.places import GATHERING
from engagements.scope.rules import signs
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import pdf_response
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact

TEMPLATES = "engagements/participation/"
NOTED = ("réponse notée", "réponses notées")


@contact
@require_safe
def gatherings(request: HttpRequest, actor: Contact) -> HttpResponse:
    """All those of the association, the latest first."""
    context = {
        "organisation": actor.organisation,
        "gatherings": queries.of_space(actor),
        "may": signs(actor),
    }
    return render(request, f"{TEMPLATES}space.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, actor: Contact) -> HttpResponse:
    """One screen; with one date only, nothing is asked: it is fixed."""
    if not signs(actor):
        return redirect("participation:space", actor.organisation.slug)
    form = ProposeForm(request.POST or None, organisation=actor.organisation, one_date="une-date" in request.GET)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            made = actions.propose(
                by=actor,
                place=form.place,
                words=form.words(),
                times=form.times(),
                is_public=form.cleaned_data["is_public"],
                rhythm=form.cleaned_data["rhythm"],
            )
            messages.success(request, "C’est proposé. Il reste à le faire savoir.")
            return _organised(actor, made)
    return render(request, f"{TEMPLATES}propose.html", {"form": form, "organisation": actor.organisation})


@contact
@require_safe
def gathering(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """Who can come to which date, which one leaves the fewest residents out, and what is left to do."""
    found = _gathering(actor, pk)
    given = queries.answers(found, actor)
    dates = queries.considered(found, given)
    context = {
        "organisation": actor.organisation,
        "gathering": found,
        "answers": given,
        "dates": dates,
        "best": choosing.best([each.date for each in dates]) if found.state == State.PROPOSING else None,
        "to_call": queries.to_call(given),
        "address": absolute(reverse("participation:invitation", args=[found.invitation])),
        "sections": GATHERING.gather(found, actor),
    }
    return render(request, f"{TEMPLATES}organise.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """What it is about, where, and to whom it shows."""
    found = _gathering(actor, pk)
    form = CorrectForm.of(found, request.POST or None)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            read, public = form.cleaned_data["revision"], form.cleaned_data["is_public"]
            actions.correct(found, by=actor, words=form.words(), is_public=public, read=read)
            messages.success(request, "C’est corrigé.")
            return _organised(actor, found)
    context = {"form": form, "gathering": found, "organisation": actor.organisation}
    return render(request, f"{TEMPLATES}correct.html", context)


@contact
@require_POST
def fix(request: HttpRequest, actor: Contact, pk: uuid.UUID, time: int) -> HttpResponse:
    """Choose one of the dates proposed; who left an address is told."""
    found = _gathering(actor, pk)
    when = get_object_or_404(GatheringTime, gathering=found, pk=time)
    with refusal_said(request):
        actions.fix(found, by=actor, time=when)
        messages.success(request, f"La date est fixée\u202f: {when.said}.")
    return _organised(actor, found)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    found, form = _gathering(actor, pk), MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.move(found, by=actor, when=form.when())
            messages.success(request, "La date est changée.")
            return _organised(actor, found)
    return render(request, f"{TEMPLATES}move.html", _deciding(actor, found, form))


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    found, form = _gathering(actor, pk), CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.cancel(found, by=actor, why=form.cleaned_data["why"])
            messages.success(request, "La rencontre est annulée.")
            return _organised(actor, found)
    return render(request, f"{TEMPLATES}cancel.html", _deciding(actor, found, form))


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """« Ce que cela a donné »."""
    found = _gathering(actor, pk)
    form = OutcomeForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.hold(found, by=actor, outcome=form.said())
            messages.success(request, "C’est noté, merci.")
            return _organised(actor, found)
    return render(request, f"{TEMPLATES}hold.html", _deciding(actor, found, form))


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """A pile of paper answers, or what somebody said on the telephone; what is wrong keeps all that was typed."""
    found = _gathering(actor, pk)
    pile = Pile(request.POST if request.method == "POST" else None, times=found.asked())
    if pile.sent and pile.is_valid():
        with refusal_said(request):
            noted = actions.note(found, by=actor, noted=pile.noted())
            messages.success(request, f"{counted(len(noted), NOTED)}.")
            return _organised(actor, found)
    context = {"pile": pile, "gathering": found, "organisation": actor.organisation}
    return render(request, f"{TEMPLATES}note.html", context)


@contact
@require_safe
def printed(request: HttpRequest, actor: Contact, pk: uuid.UUID, name: str) -> HttpResponseBase:
    """A poster, paper answers, an attendance sheet."""
    found = _gathering(actor, pk)
    if name not in printing.SHEETS:
        raise Http404
    filename = f"{printing.SHEETS[name]}, {found.title}.pdf".replace("/", "-")
    return pdf_response(request, printing.sheet(found, name=name), filename=filename, public=False)


@contact
@require_POST
def give_again(request: HttpRequest, actor: Contact, pk: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Another code, to be read to whoever lost theirs."""
    found = _gathering(actor, pk)
    given = get_object_or_404(Answer.objects.read_by(actor).select_related("gathering", "voice"), pk=answer)
    with refusal_said(request):
        code = actions.give_again(given, by=actor)
        messages.success(request, f"Nouveau code pour {given.voice}\u202f: {code}. Il remplace l’ancien.")
    return _organised(actor, found)


def _gathering(actor: Contact, pk: uuid.UUID) -> Gathering:
    """One of the association's own. Raises Http404 for anybody else's."""
    rows = Gathering.objects.visible_to(actor).filter(organisation=actor.organisation)
    return get_object_or_404(queries.page(rows), pk=pk)


def _deciding(actor: Contact, gathering: Gathering, form: forms.Form) -> dict[str, object]:
    return {"form": form, "gathering": gathering, "organisation": actor.organisation}


def _organised(actor: Contact, gathering: Gathering) -> HttpResponse:
    return redirect("participation:organise", actor.organisation.slug, gathering.pk)
