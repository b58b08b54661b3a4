"""/espace/: an association's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qpv_charter.portal.space import space_of
from qpv_charter.toolkit.audiences import signed_in
from signatories.organisations.actors import Contact, actor_of
from signatories.organisations.audiences import contact
from signatories.organisations.queries import looked_after_by


@signed_in
def space(request: HttpRequest) -> HttpResponse:
    """The space of the association one acts for; a choice when there are several and none was made yet, or to make
    another one (`?choisir`); a way in when there is none."""
    actor = actor_of(request)
    if isinstance(actor, Contact) and "choisir" not in request.GET:
        return redirect("portal:space_detail", slug=actor.organisation.slug)
    organisations = looked_after_by(request.user)[:100]
    return render(request, "portal/space_choice.html", {"organisations": organisations})


@contact
def space_detail(request: HttpRequest, actor: Contact) -> HttpResponse:
    context = {"space": space_of(actor.organisation), "organisation": actor.organisation}
    return render(request, "portal/space.html", context)
