"""The front page of the federation's workspace: what waits for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signatories.moderation.queries import lonely_join_requests
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import team
from signatories.signatures.models import Signature, SigningSession, Status

OLDEST_SHOWN = 5


@team
@require_safe
def animation(request: HttpRequest, actor: TeamMember) -> HttpResponse:  # soon
    """Numbers with where each leads, and the signatures that have waited longest (7 queries)."""
    awaiting = Signature.objects.awaiting_review()
    context = {
        "awaiting_count": awaiting.count(),
        "awaiting": awaiting.select_related("organisation__commune")[:OLDEST_SHOWN],
        "joins": lonely_join_requests().count(),
        "failed_mail": Message.objects.filter(state=Message.State.FAILED).count(),
        "sessions": SigningSession.objects.filter(closed_at=None),
        "published": Signature.objects.published().count(),
        "paused": Signature.objects.filter(status=Status.PAUSED).count(),
    }
    return render(request, "portal/animation.html", context)
