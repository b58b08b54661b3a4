"""The queue of signatures, one signature, and what is decided about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView

from qpv_charter.toolkit.refusals import refusal_on
from signatories.moderation import actions, queries
from signatories.moderation.decisions import DECISIONS, offered
from signatories.moderation.forms import LocateForm, QueueForm
from signatories.people.actors import TeamMember
from signatories.people.audiences import team
from signatories.signatures.models import Signature


@method_decorator(team, name="dispatch")
class Queue(ListView[Signature]):
    """Signatures in a state, oldest first, look-alikes beside each."""

    template_name = "signatories/moderation/queue.html"
    context_object_name = "signatures"
    paginate_by = 25

    def get_queryset(self) -> Any:
        self.form = QueueForm(self.request.GET)
        self.form.is_valid()
        self.state = self.form.cleaned_data.get("etat") or queries.AWAITING
        return queries.queue(state=self.state, typed=self.form.cleaned_data.get("q", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, state=self.state, **kwargs)
        context["waits"] = self.state == queries.AWAITING
        return context | {"rows": queries.queue_rows(context["page_obj"])}


@team
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
        located = actions.locate(signature.organisation, by=actor.person, **form.places())
        messages.success(request, "Les lieux sont enregistrés.")
        goes_on = queries.has_neighbourhoods_to_choose(located)
        return redirect("moderation:locate" if goes_on else "moderation:review", pk=pk)
    return render(request, "signatories/moderation/locate.html", {"signature": signature, "form": form})
