"""The associations that answer what somebody types, as a piece of page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.limits import Limit
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.text import clean_line, fold
from signatories.registry.queries import MOST, look_up
from signatories.territories.models import Commune
from signatories.territories.queries import communes_like

# A room of twenty phones, each asking a few times a second while one types.
LOOK_UPS_PER_NETWORK = Limit("registry-look-ups-network", times=3_000, seconds=600)
LONGEST = 200  # characters


@public
@never_cache
@require_safe
def associations(request: HttpRequest) -> HttpResponse:
    """`?nom=` (or `name`, as the form calls it); with `&commune=`, typed beside it, those of that commune first.

    Empty below three letters, 429 for who asks too much: nothing here is needed to sign."""
    if not LOOK_UPS_PER_NETWORK.spend(client_network(request)):
        return HttpResponse(status=429)
    typed = clean_line(request.GET.get("nom", request.GET.get("name", ""))[:LONGEST])
    commune = _commune(clean_line(request.GET.get("commune", "")[:LONGEST]))
    context = {"records": look_up(typed, commune=commune), "typed": typed, "most": MOST}
    return render(request, "signatories/registry/_found.html", context)


def _commune(typed: str) -> Commune | None:
    """The commune that was typed, when its name or label is whole and means only one."""
    wanted = fold(typed)
    named = [
        choice.commune
        for choice in communes_like(typed, limit=2)
        if wanted in {fold(choice.commune.label), choice.commune.search_text}
    ]
    return named[0] if len(named) == 1 else None
