"""The signatory's kit. Each address answers 404 while a signature is paused and 410 once it is withdrawn, so
that a badge on another site says nothing that is no longer true."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qpv_charter.toolkit import pages, pdf
from qpv_charter.toolkit.audiences import public
from signatories.directory import queries
from signatories.directory.kit import material as kits
from signatories.directory.models import PAGES, DirectoryEntry
from signatories.directory.tombstones import moved

TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SHORT_TEXT = "text/plain; charset=utf-8"


def of_a_signatory(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A public view of what belongs to a signatory of the directory; `view` is given its entry."""

    @public
    @require_safe
    @wraps(view)
    def found(request: HttpRequest, slug: str, **named: str) -> HttpResponseBase:
        organisation = queries.organisation_of(slug)
        if organisation is None:
            raise Http404
        if organisation.joined_into and request.resolver_match:
            return moved(request.resolver_match.view_name, organisation.joined_into, **named)
        entry = queries.entry_of(organisation)
        if entry is not None:
            return view(request, entry, **named)
        gone = not organisation.signatures.standing().exists()
        said = "Cette signature a été retirée." if gone else "Cette signature n’est pas publiée en ce moment."
        response = HttpResponse(said, status=410 if gone else 404, content_type=SHORT_TEXT)
        patch_cache_control(response, no_store=True)
        return response

    return found


@of_a_signatory
def kit(request: HttpRequest, entry: DirectoryEntry) -> HttpResponse:
    context = {"entry": entry, "organisation": entry.organisation, "kit": kits.kit_of(entry)}
    return render(request, "signatories/directory/kit/kit.html", context)


@of_a_signatory
def badge(request: HttpRequest, entry: DirectoryEntry, *, name: str, extension: str) -> HttpResponseBase:
    """The same picture for all; its address is the signatory's, and asks again each time it is shown."""
    if name not in kits.SHADES or extension not in TYPES:
        raise Http404
    response = HttpResponse(kits.picture(name, extension), content_type=TYPES[extension])
    response["ETag"] = etag = f'"{pages.version(PAGES)}-{entry.pk}-{name}"'
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response


@of_a_signatory
def poster(request: HttpRequest, entry: DirectoryEntry, *, name: str) -> HttpResponse:
    if name not in kits.SHEETS:
        raise Http404
    try:
        content = kits.poster(entry, sheet=kits.SHEETS[name])
    except pdf.PdfUnavailable as why:
        return pdf.unavailable(request, why)
    response = HttpResponse(content, content_type="application/pdf")
    filename = f"Affiche {kits.SHEETS[name]}, {entry.name}.pdf".replace("/", "-")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=filename) or ""
    patch_cache_control(response, private=True, no_store=True)
    return response
