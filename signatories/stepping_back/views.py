"""Where an association asks for a pause or a withdrawal, and where the team does it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.signatures.models import Status
from signatories.stepping_back import actions, queries
from signatories.stepping_back.forms import AskForm, SettleForm
from signatories.stepping_back.lists import StepBacks
from signatories.stepping_back.models import DONE_WITHIN
from signatories.team.answering import when_the_team_answers

FOLDER = "signatories/stepping_back"


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, actor: Contact) -> HttpResponse:
    """What a pause and a withdrawal mean, and the form that asks for one."""
    signature = queries.standing_signature(actor.organisation)
    if signature is None:
        raise Http404
    is_published = signature.status == Status.PUBLISHED
    form = AskForm(request.POST or None, is_published=is_published)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.ask(signature, by=actor, **form.cleaned_data)
            said = "Votre demande est arrivée à l’équipe d’animation\u202f: une personne vous répond."
            messages.success(request, f"{said} {when_the_team_answers()}".strip())
            return redirect("organisations:space_detail", slug=actor.organisation.slug)
    context = {
        "organisation": actor.organisation,
        "form": form,
        "is_published": is_published,
        "days": DONE_WITHIN.days,
        "waiting": queries.waiting_of(actor.organisation),
    }
    return render(request, f"{FOLDER}/ask.html", context)


@contact
@require_POST
def take_back(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Finalement, rien ne change »."""
    step = queries.waiting_of(actor.organisation)
    with refusal_said(request):
        if step:
            actions.take_back(step, by=actor)
            messages.success(request, "Rien ne change\u202f: votre signature reste comme elle est.")
        else:
            messages.warning(
                request, "Cette demande n’attend plus\u202f: l’équipe y a répondu, ou quelqu’un l’a reprise."
            )
    return redirect("organisations:space_detail", slug=actor.organisation.slug)


@animators
@require_safe
@tidied(StepBacks)
def everything(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What waits for the team."""
    return show(request, f"{FOLDER}/list.html", listing(StepBacks.read(request.GET), queries.to_settle(actor)))


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """One request: what was said, and the button that does it."""
    step = get_object_or_404(queries.to_settle(actor), pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.settle(step, by=actor, text=form.cleaned_data["text"])
            done = "en pause" if step.is_pause else "retirée"
            messages.success(request, f"La signature est {done}. Un e-mail part à ses personnes contact.")
            return redirect("stepping_back:list")
    context = {"step": step, "organisation": step.signature.organisation, "form": form}
    return render(request, f"{FOLDER}/settle.html", context)
