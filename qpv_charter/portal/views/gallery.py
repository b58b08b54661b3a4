"""Every component in every state, on one page, for whoever draws or checks the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from qpv_charter.portal.samples import samples

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def is_local_demo(request: HttpRequest) -> bool:
    """Whether this is a demonstration on somebody's own machine: nothing under /demo/ exists elsewhere."""
    host = request.get_host()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return settings.DEMO and name in LOCAL_HOSTS


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    if not is_local_demo(request):
        raise Http404
    drawn = [
        {
            "sample": sample,
            "html": render_to_string(f"components/{sample.component}.html", sample.context, request),
        }
        for sample in samples()
    ]
    return render(request, "portal/gallery.html", {"drawn": drawn})
