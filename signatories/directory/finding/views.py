"""Who signed: the list, the table, the map."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory.finding.addresses import ASKED, kept_key, read_place, tidy
from signatories.directory.finding.listing import listing
from signatories.directory.models import PAGES

View = Callable[[HttpRequest], HttpResponseBase]


def tidied(view: View) -> View:
    """Leave out of the address the fields of the form that nobody filled in.

    A browser is led to the short address; htmx, which is answered at once, is told it."""

    @wraps(view)
    def tidied_view(request: HttpRequest) -> HttpResponseBase:
        if "HX-Request" in request.headers:
            response = view(request)
            response["HX-Push-Url"] = _short(request)
            return response
        empty = any(param in ASKED and not value for param, value in request.GET.items())
        return redirect(_short(request)) if empty else view(request)

    return tidied_view


def _short(request: HttpRequest) -> str:
    query = tidy(request.GET)
    return f"{request.path}?{query}" if query else request.path


@public
@require_safe
@tidied
@kept_for_visitors(PAGES, key=kept_key)
def signatory_list(request: HttpRequest) -> HttpResponseBase:
    """Who signed, as the address asks; a page beyond the last leads to the last."""
    shown = listing(read_place(request.GET))
    if shown.place.page > shown.pages:
        return redirect(shown.place.href(page=shown.pages))
    context = {"listing": shown, "filters": shown.place.filters}
    return render(request, "signatories/directory/finding/list.html", context)
