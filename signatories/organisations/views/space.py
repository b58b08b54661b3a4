"""/espace/: an association's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import signed_in
from signatories.organisations.actors import Contact, actor_of
from signatories.organisations.audiences import contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE, SPACE_ASIDE, SPACE_STEPS, SPACE_WAITING


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
    """What each slice has to say of the association, in a number of queries that does not depend on it."""
    context = {
        "organisation": actor.organisation,
        "waiting": SPACE_WAITING.gather(actor),
        "sections": SPACE.gather(actor),
        "steps": SPACE_STEPS.gather(actor),
        "aside": SPACE_ASIDE.gather(actor),
    }
    return render(request, "signatories/organisations/space.html", context)
