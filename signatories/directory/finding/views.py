"""Who signed: the list, the table, the map."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.lists import kept_key, show, tidied
from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory.finding.addresses import Place
from signatories.directory.finding.listing import listing
from signatories.directory.models import PAGES


@public
@require_safe
@tidied(Place)
@kept_for_visitors(PAGES, key=kept_key(Place))
def signatory_list(request: HttpRequest) -> HttpResponseBase:
    """Who signed, as the address asks; a page beyond the last leads to the last."""
    return show(request, "signatories/directory/finding/list.html", listing(Place.read(request.GET)))
