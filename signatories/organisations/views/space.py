"""/espace/: an association's own pages."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.contributions import Section
from signatories.organisations.actors import Contact, actor_of
from signatories.organisations.audiences import contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE, SPACE_ASIDE, SPACE_PAPERS, SPACE_STEPS, SPACE_WAITING, Step
from signatories.organisations.year import since_a_year

MOST_DONE = 5
MOST_STEPS = 3  # before « Voir aussi », on a phone


@signed_in
@require_safe
def space(request: HttpRequest) -> HttpResponse:
    """The space of the association one acts for; a choice when there are several and none was made yet, or to make
    another one (`?choisir`); a way in when there is none."""
    actor = actor_of(request)
    if isinstance(actor, Contact) and "choisir" not in request.GET:
        return redirect("organisations:space_detail", slug=actor.organisation.slug)
    organisations = Organisation.objects.of(request.user).select_related("commune__department")[:100]
    return render(request, "signatories/organisations/space_choice.html", {"organisations": organisations})


@contact
@require_safe
def space_detail(request: HttpRequest, actor: Contact) -> HttpResponse:
    """What each slice has to say of the association, in a number of queries that does not depend on it: what waits
    for it, what comes, what it did; its record behind, and each thing once."""
    steps, papers = SPACE_STEPS.gather(actor), SPACE_PAPERS.gather(actor)
    done = since_a_year(actor.organisation)
    context = {
        "organisation": actor.organisation,
        "waiting": SPACE_WAITING.gather(actor),
        "sections": SPACE.gather(actor),
        "done": done[:MOST_DONE],
        "more_done": done[MOST_DONE:],
        "first_papers": [paper for paper in papers if paper.first],
        "papers": [paper for paper in papers if not paper.first],
        "steps": steps[:MOST_STEPS],
        "more_steps": steps[MOST_STEPS:],
        "aside": [_without(steps, section, actor.organisation) for section in SPACE_ASIDE.gather(actor)],
    }
    return render(request, "signatories/organisations/space.html", context)


def _without(steps: list[Step], section: Section, organisation: Organisation) -> Section:
    """The parts of its record, but for those that a step leads to already."""
    parts: Any = section.context.get("parts")
    if parts is None:
        return section
    led = {step.href for step in steps}
    left = [
        part for part in parts if reverse("organisations:edit", args=[organisation.slug, part.slug]) not in led
    ]
    return replace(section, context={**section.context, "parts": left})
