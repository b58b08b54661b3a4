"""Every component in every state, on one page, for whoever draws or checks the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qpv_charter.portal.demo.access import demo_only
from qpv_charter.portal.samples import samples


@demo_only
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    drawn = [{"sample": sample, "html": sample.drawn(request)} for sample in samples()]
    return render(request, "portal/gallery.html", {"drawn": drawn})
