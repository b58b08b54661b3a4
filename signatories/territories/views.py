"""Finding a place, by hand or as one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from qpv_charter.toolkit.audiences import public
from signatories.territories.queries import communes_like, places_like, with_neighbourhoods


@public
@require_safe
@vary_on_headers("HX-Request")
def communes(request: HttpRequest) -> HttpResponse:
    """Places for `?q=`: a page; for htmx, the communes among them, as a fragment of radio buttons."""
    typed = request.GET.get("q", "")[:200]
    if request.headers.get("HX-Request"):
        context = {"typed": typed, "choices": communes_like(typed)}
        return render(request, "signatories/territories/commune_options.html", context)
    found = places_like(typed)
    with_neighbourhoods([place.choice for place in found if place.choice])
    return render(request, "signatories/territories/communes.html", {"typed": typed, "found": found})
