"""/animation/rendez-vous/: what is announced, and announcing."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.campaigns.models import Campaign
from evaluations.meetings import queries
from evaluations.meetings.actions.announcing import announce as announce_meeting
from evaluations.meetings.forms import AnnounceForm
from qpv_charter.toolkit.refusals import refusal_on
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators

TEMPLATES = "evaluations/meetings/"
SHOWN = 100


@animators
@require_safe
def everything(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """The meetings of one's territory, and the gatherings that may be one."""
    theirs = queries.meetings(actor).filter(actor.animated("gathering__department"))
    context = {
        "meetings": theirs[:SHOWN],
        "gatherings": queries.to_announce(actor)[:SHOWN],
        "campaign": Campaign.objects.exclude(state=Campaign.State.REPORTED).order_by("-year").first(),
    }
    return render(request, f"{TEMPLATES}workspace.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """A gathering becomes the yearly meeting."""
    gathering = get_object_or_404(queries.to_announce(actor), pk=pk)
    form = AnnounceForm(request.POST or None, is_national=actor.is_national)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            meeting = announce_meeting(
                gathering,
                by=actor,
                campaign=form.cleaned_data["campaign"],
                is_national=form.cleaned_data.get("is_national", False),
                words=form.words(),
            )
            messages.success(request, "Le rendez-vous est annoncé.")
            return redirect(meeting)
    return render(request, f"{TEMPLATES}announce.html", {"form": form, "gathering": gathering})
