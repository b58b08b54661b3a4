"""The queue of signatures, one signature, and what is decided about it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on
from signatories.moderation import queries
from signatories.moderation.decisions import DECISIONS, offered
from signatories.moderation.forms import LocateForm
from signatories.moderation.lists import AWAITING, Queue
from signatories.organisations.actions import locate as put_in_place
from signatories.people.actors import TeamMember
from signatories.people.audiences import team


@team
@require_safe
@tidied(Queue)
def queue(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Signatures in a state, oldest first, look-alikes beside each."""
    shown = listing(Queue.read(request.GET), queries.queue())
    context = {"rows": queries.queue_rows(shown.rows), "waits": shown.filters.state == AWAITING}
    return show(request, "signatories/moderation/queue.html", shown, **context)


@team
@require_safe
def review(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """Everything about one signature, and what may be decided."""
    signature = get_object_or_404(queries.reviewed(pk))
    page = queries.review_page(signature)
    decisions = offered(signature, has_appeal=page["appeal"] is not None)
    context = {"signature": signature, "organisation": signature.organisation, "decisions": decisions} | page
    return render(request, "signatories/moderation/review.html", context)


@team
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, actor: TeamMember, pk: uuid.UUID, slug: str) -> HttpResponse:
    """The page that asks for a reason or a confirmation, then acts."""
    signature = get_object_or_404(queries.reviewed(pk))
    if (decision := DECISIONS.get(slug)) is None:
        raise Http404
    form = decision.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            decision.act(signature, actor.person, form.cleaned_data)
            messages.success(request, decision.done)
            return redirect("moderation:review", pk=pk)
    context = {"signature": signature, "decision": decision, "form": form}
    return render(request, "signatories/moderation/decide.html", context)


@team
@require_http_methods(["GET", "HEAD", "POST"])
def locate(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """Choose the official commune and neighbourhoods of an association that typed its own."""
    signature = get_object_or_404(queries.reviewed(pk))
    form = LocateForm(request.POST or None, organisation=signature.organisation)
    if request.method == "POST" and form.is_valid():
        located = put_in_place(signature.organisation, by=actor.person, **form.places())
        messages.success(request, "Les lieux sont enregistrés.")
        goes_on = queries.has_neighbourhoods_to_choose(located)
        return redirect("moderation:locate" if goes_on else "moderation:review", pk=pk)
    return render(request, "signatories/moderation/locate.html", {"signature": signature, "form": form})
