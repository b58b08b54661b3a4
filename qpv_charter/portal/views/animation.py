"""The front page of the federation's workspace: what waits for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signatories.people.actors import TeamMember
from signatories.people.audiences import team
from signatories.people.places import WORKSPACE_LINKS, WORKSPACE_WAITING


@team
@require_safe
def animation(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What each slice says that waits, and that may be done."""
    context = {"waiting": WORKSPACE_WAITING.gather(actor), "links": WORKSPACE_LINKS.gather(actor)}
    return render(request, "portal/animation.html", context)
