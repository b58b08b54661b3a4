"""The public's pages: who signed."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory import queries
from signatories.directory.actions import PAGES
from signatories.directory.addresses import ASKED, kept_key, read_place, tidy
from signatories.directory.listing import listing
from signatories.directory.slots import SIGNATORY

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


@login_not_required
@require_safe
@tidied
@kept_for_visitors(PAGES, key=kept_key)
def signatory_list(request: HttpRequest) -> HttpResponseBase:
    """Who signed, as the address asks; a page beyond the last leads to the last."""
    shown = listing(read_place(request.GET))
    if shown.place.page > shown.pages:
        return redirect(shown.place.href(page=shown.pages))
    return render(request, "signatories/directory/list.html", {"listing": shown, "filters": shown.place.filters})


@login_not_required
@require_safe
@kept_for_visitors(PAGES)
def signatory(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One signatory; one that is paused (404) or withdrawn (410) has a page that says so kindly."""
    organisation = queries.organisation_of(slug)
    if organisation is None:
        raise Http404
    entry = queries.entry_of(organisation)
    if entry is None:
        gone = not organisation.signatures.standing().exists()
        return render(request, "signatories/directory/absent.html", {"gone": gone}, status=410 if gone else 404)
    context = {"entry": entry, "signature": entry.signature, "organisation": entry.organisation}
    named = {"signer": queries.public_signer(entry), "contacts": queries.public_contacts(entry)}
    activity = {"sections": SIGNATORY.sections(entry.organisation)}
    return render(request, "signatories/directory/detail.html", context | named | activity)
