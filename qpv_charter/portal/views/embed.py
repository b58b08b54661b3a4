"""A network's list of signatories for its own site: a page to put in a frame, without cookie or script."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import answering, rows
from signatories.directory.models import PAGES
from signatories.organisations.models import Network
from signatories.organisations.queries import network_of

MOST = 100  # signatories shown in a frame; a link leads to all


def frame_code(network: Network) -> str:
    """HTML that a network pastes in a page of its site."""
    address = absolute(reverse("portal:embed", args=[network.slug]))
    title = "Signataires de la charte de coopération inter-associative"
    return f'<iframe src="{address}" title="{title}" width="100%" height="480" loading="lazy"></iframe>'


def in_place_of(slug: str) -> Network:
    """The network that stands in the place of one that is listed no more. Raises Http404 for none."""
    if found := network_of(slug):
        return found
    raise Http404


@public
@require_safe
@xframe_options_exempt
# This page alone: it holds no form, nothing that a click stolen by another site could do.
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types forget the parts of an address
@kept_for_visitors(PAGES)
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        return redirect("portal:embed", in_place_of(slug).slug)
    context = {
        "network": network,
        "rows": list(rows(Filters(network=network), stop=MOST)),
        "total": answering(Filters(network=network)).count(),
        "all": absolute(reverse("directory:list") + Filters(network=network).as_query()),
    }
    return render(request, "portal/networks/embed.html", context)
