"""National networks and federations, and the collective that wrote the charter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.portal import networks as queries
from qpv_charter.portal.views.embed import frame_code, in_place_of
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory.finding.addresses import Place
from signatories.directory.finding.filters import Filters
from signatories.directory.models import PAGES


@public
@require_safe
@kept_for_visitors(PAGES)
def networks(request: HttpRequest) -> HttpResponse:
    found = list(queries.networks())
    context = {
        "collective": [network for network in found if network.in_charter_collective],
        "others": [network for network in found if not network.in_charter_collective],
    }
    return render(request, "portal/networks/all.html", context)


@public
@require_safe
@kept_for_visitors(PAGES)
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """One that was withdrawn leads to the one that stands in its place."""
    found = queries.networks().filter(slug=slug).first()
    if found is None:
        return redirect("portal:network", in_place_of(slug).slug)
    context = {
        "network": found,
        "frame_code": frame_code(found),
        "found": queries.signatories_of(found),
        "directory": Place(filters=Filters(network=found)).href(),
    }
    return render(request, "portal/networks/one.html", context)
