"""What associations propose to change of who they are, once their signature was published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.moderation.forms import ReasonForm
from signatories.moderation.lists import Changes
from signatories.moderation.telling import is_told, will_be_told
from signatories.organisations.actions import accept_change, refuse_change
from signatories.organisations.models import ProposedChange
from signatories.organisations.queries import changes_to_read, reach_of
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators


@animators
@require_safe
@tidied(Changes)
def changes(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    shown = listing(Changes.read(request.GET), changes_to_read(actor))
    return show(request, "signatories/moderation/changes.html", shown)


@animators
@require_POST
def accept(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """The row is what was read: another proposal since, or another decision, refuses."""
    proposal = get_object_or_404(ProposedChange.objects.visible_to(actor), pk=pk)
    with refusal_said(request):
        accept_change(proposal, by=actor.person)
        name, told = proposal.organisation.name, is_told(reach_of(proposal.organisation))
        messages.success(request, f"C’est changé, et inscrit au registre\u202f: {name}. {told}")
    return redirect("moderation:changes")


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """The page that asks why."""
    proposal = get_object_or_404(
        ProposedChange.objects.visible_to(actor).select_related("organisation", "commune__department"), pk=pk
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            refuse_change(proposal, by=actor.person, reason=form.cleaned_data["text"])
            told = is_told(reach_of(proposal.organisation), quoted=True)
            messages.success(request, f"Rien ne change. {told}")
            return redirect("moderation:changes")
    told = will_be_told(reach_of(proposal.organisation), quoted=True)
    context = {"proposal": proposal, "organisation": proposal.organisation, "form": form, "told": told}
    return render(request, "signatories/moderation/refuse_change.html", context)
