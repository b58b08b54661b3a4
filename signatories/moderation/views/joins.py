"""Requests to join an association that has nobody left to decide."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation.queries import lonely_join_requests
from signatories.organisations.actions.joining import accept_join, decline_join
from signatories.people.rules import team_member


@require_safe
def join_requests(request: HttpRequest) -> HttpResponse:
    team_member(request)
    return render(request, "signatories/moderation/joins.html", {"requests": lonely_join_requests()})


@require_POST
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Accept (`accept` pressed) or decline."""
    by = team_member(request)
    asked = get_object_or_404(lonely_join_requests(), pk=pk)
    try:
        if "accept" in request.POST:
            accept_join(asked, by=by)
            messages.success(
                request, f"{asked.first_name} est maintenant personne contact de {asked.organisation.name}."
            )
        else:
            decline_join(asked, by=by)
            messages.success(request, "La demande est déclinée, et la personne prévenue.")
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    return redirect("moderation:joins")
