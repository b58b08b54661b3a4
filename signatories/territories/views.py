"""Finding a commune, by hand or as one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from qpv_charter.toolkit.audiences import public
from signatories.territories.queries import communes_like, with_neighbourhoods


@public
@require_safe
@vary_on_headers("HX-Request")
def communes(request: HttpRequest) -> HttpResponse:
    """Communes for `?q=`: a fragment of radio buttons for htmx, a page of its own for anybody else."""
    typed = request.GET.get("q", "")[:200]
    choices = communes_like(typed)
    context = {"typed": typed, "choices": choices}
    if request.headers.get("HX-Request"):
        return render(request, "signatories/territories/commune_options.html", context)
    with_neighbourhoods(choices)
    return render(request, "signatories/territories/communes.html", context)
