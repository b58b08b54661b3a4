"""The queue of signatures, one signature, and what is decided about it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on
from signatories.moderation import decisions, queries
from signatories.moderation.decisions import DECISIONS, StaleDecision, is_open_to, offered, revision, take
from signatories.moderation.forms import LocateForm, SeenForm, TogetherForm
from signatories.moderation.lists import AWAITING, TOGETHER, Queue
from signatories.moderation.rules import may_decide
from signatories.moderation.telling import are_published, will_be_told
from signatories.organisations.actions import locate as put_in_place
from signatories.organisations.queries import reach_of
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators, reviewers
from signatories.signatures.models import Signature


@reviewers
@require_safe
@tidied(Queue)
def queue(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Signatures in a state, oldest first, look-alikes beside each."""
    shown = listing(Queue.read(request.GET), queries.queue(actor))
    rows = queries.queue_rows(shown.rows, actor)
    together = actor.animates and shown.place.view == TOGETHER
    ready = queries.ready_rows(rows, actor) if together else []
    context = {
        "rows": ready or rows,
        "together": together,
        "may_publish": any(line.may_publish for line in ready),
        "waits": shown.filters.state == AWAITING,
        "animates": actor.animates,
    }
    return show(request, "signatories/moderation/queue.html", shown, **context)


@animators
@require_POST
def publish_together(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Publish those that were ticked, and come back to the same list."""
    form = TogetherForm(request.POST, among=Signature.objects.visible_to(actor))
    if form.is_valid():
        refused = decisions.take_together(DECISIONS["publier"], read := form.read, by=actor.person, data={})
        if published := len(read) - len(refused):
            messages.success(request, are_published(published))
        for signature, why in refused.items():
            messages.warning(request, f"{signature.organisation.name} n’est pas publiée : {why}")
    else:
        messages.warning(request, str(form.errors["signatures"][0]))
    return redirect(Queue(filters=Queue.read(request.GET).filters, view=TOGETHER).href())


@reviewers
@require_safe
def review(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """Everything about one signature, and what may be decided."""
    signature = get_object_or_404(queries.reviewed(pk, actor))
    seen = revision(signature)  # read first: what comes while the page is made is not on it
    page = queries.review_page(signature, actor)
    decisions = [
        (decision, f"{reverse('moderation:decide', args=[pk, decision.slug])}?vu={seen}")
        for decision in offered(signature, has_appeal=page["appeal"] is not None)
        if is_open_to(decision, actor, signature)
    ]
    context = {"signature": signature, "organisation": signature.organisation, "decisions": decisions} | page
    context["is_national"] = actor.is_national
    return render(request, "signatories/moderation/review.html", context)


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, actor: TeamMember, pk: uuid.UUID, slug: str) -> HttpResponse:
    """The page that asks for a reason or a confirmation, then acts."""
    signature = get_object_or_404(queries.reviewed(pk, actor))
    decision = DECISIONS.get(slug)
    if decision is None or not is_open_to(decision, actor, signature):
        raise Http404
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = decision.form(data, files, initial=decision.begins(signature))
    seen, meanwhile = SeenForm(request.POST or request.GET).revision, []
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            try:
                said = take(decision, signature, by=actor.person, data=form.cleaned_data, seen=seen or 0)
            except StaleDecision as stale:
                seen, meanwhile = stale.revision, stale.meanwhile
                raise
            messages.success(request, said)
            is_still_hers = queries.reviewed(pk, actor).exists()  # the comité reads until it has answered
            return redirect("moderation:review", pk=pk) if is_still_hers else redirect("moderation:queue")
    context = {"signature": signature, "decision": decision, "form": form}
    context["meanwhile"] = meanwhile if may_decide(actor, signature) else []  # it may hold the team's own notes
    context["seen"] = revision(signature) if seen is None else seen
    if decision.tells:
        context["told"] = will_be_told(reach_of(signature.organisation), quoted=decision.quotes)
    return render(request, "signatories/moderation/decide.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def locate(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """Choose the official commune and neighbourhoods of an association that typed its own."""
    signature = get_object_or_404(queries.to_decide(pk, actor))
    form = LocateForm(request.POST or None, organisation=signature.organisation)
    if request.method == "POST" and form.is_valid():
        located = put_in_place(signature.organisation, by=actor.person, **form.places())
        messages.success(request, "Les lieux sont enregistrés.")
        if not queries.to_decide(pk, actor).exists():  # it went to another department
            return redirect("moderation:queue")
        goes_on = queries.has_neighbourhoods_to_choose(located)
        return redirect("moderation:locate" if goes_on else "moderation:review", pk=pk)
    return render(request, "signatories/moderation/locate.html", {"signature": signature, "form": form})
