"""Requests to join an association that has nobody left to decide."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_said
from signatories.moderation.lists import Joins
from signatories.moderation.queries import lonely_join_requests
from signatories.organisations.actions.joining import accept_join, decline_join
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators


@animators
@require_safe
@tidied(Joins)
def join_requests(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    shown = listing(Joins.read(request.GET), lonely_join_requests(actor))
    return show(request, "signatories/moderation/joins.html", shown)


@animators
@require_POST
def decide(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """Accept (`accept` pressed) or decline."""
    asked = get_object_or_404(lonely_join_requests(actor), pk=pk)
    with refusal_said(request):
        if "accept" in request.POST:
            accept_join(asked, by=actor.person)
            messages.success(
                request, f"{asked.first_name} est maintenant personne contact de {asked.organisation.name}."
            )
        else:
            decline_join(asked, by=actor.person)
            messages.success(request, "La demande est déclinée, et la personne prévenue.")
    return redirect("moderation:joins")
