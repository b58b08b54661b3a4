"""Changing one part of the record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.revisions import RevisedForm, both_shown_on
from signatories.organisations import actions
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.organisations.parts import PARTS
from signatories.organisations.queries import latest_change
from signatories.team.answering import when_the_team_answers

WAITS = (
    "C’est noté. L’équipe d’animation relit ce qui dit qui vous êtes\u202f: votre page et votre attestation "
    "changeront quand elle aura accepté. Un message vous le dira."
)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, actor: Contact, part: str) -> HttpResponse:
    """One part's form; « Chercher » shows it again with what the search found, « Réunir les deux » with another's
    text beside one's own: neither saves anything."""
    organisation, chosen = actor.organisation, PARTS.get(part)
    if chosen is None:
        raise Http404
    sent: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = chosen.form(organisation=organisation, **sent)
    if "both" in request.POST and isinstance(form, RevisedForm):
        form.put_together()
    elif request.method == "POST" and "find" not in request.POST and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            chosen.write(organisation, by=actor.person, **form.facts())
            waits = chosen.is_proven and organisation.proposed_changes.pending().exists()
            messages.success(
                request, f"{WAITS} {when_the_team_answers()}".strip() if waits else "C’est enregistré."
            )
            return redirect("organisations:space_detail", slug=organisation.slug)
    proposal = latest_change(organisation) if chosen.is_proven else None
    context = {"organisation": organisation, "part": chosen, "form": form, "proposal": proposal}
    return render(request, "signatories/organisations/edit.html", context)


@contact
@require_POST
def remove_logo(request: HttpRequest, actor: Contact) -> HttpResponse:
    actions.remove_logo(actor.organisation, by=actor.person)
    messages.success(request, "Le logo est retiré.")
    return redirect("organisations:edit", slug=actor.organisation.slug, part="logo")
