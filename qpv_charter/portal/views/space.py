"""/espace/: an association's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from qpv_charter.portal.space import space_of
from signatories.organisations.queries import looked_after_by


def space(request: HttpRequest) -> HttpResponse:
    """The space of one's association; a choice when there are several, a way in when there is none."""
    organisations = list(looked_after_by(request.user)[:100])
    if len(organisations) == 1:
        return redirect("portal:space_detail", slug=organisations[0].slug)
    return render(request, "portal/space_choice.html", {"organisations": organisations})


def space_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    return render(request, "portal/space.html", {"space": space_of(organisation), "organisation": organisation})
