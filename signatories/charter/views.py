"""The charter's public pages. Anyone reads them; drafts are nobody's."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.pdf import pdf_response
from signatories.charter.actions import PAGES
from signatories.charter.models import CharterVersion
from signatories.charter.pdf import charter_document
from signatories.charter.plain_words import PLAIN_WORDS
from signatories.charter.queries import bytes_of, text_of

A_DAY = 24 * 60 * 60  # seconds


def _public(version: str) -> CharterVersion:
    return get_object_or_404(CharterVersion.objects.public(), version=version)


@public
@require_safe
@kept_for_visitors(PAGES)
def current(request: HttpRequest) -> HttpResponse:
    """The version one signs today, or what to expect when there is none yet."""
    version = CharterVersion.objects.in_force()
    if version is None:
        return render(request, "signatories/charter/none.html", {})
    return _show(request, version)


@public
@require_safe
@kept_for_visitors(PAGES)
def version(request: HttpRequest, version: str) -> HttpResponse:
    return _show(request, _public(version))


def _show(request: HttpRequest, version: CharterVersion) -> HttpResponse:
    context = {
        "version": version,
        "charter": text_of(version),
        "in_force": version if version.is_in_force else CharterVersion.objects.in_force(),
        "others": CharterVersion.objects.public().exclude(pk=version.pk).defer("source"),
    }
    return render(request, "signatories/charter/version.html", context)


@public
@require_safe
@kept_for_visitors(PAGES)
def plain(request: HttpRequest) -> HttpResponse:
    return render(request, "signatories/charter/plain.html", {"promises": PLAIN_WORDS})


@public
@require_safe
def source(request: HttpRequest, version: str) -> HttpResponseBase:
    """The exact bytes that were loaded: their SHA-256 is the ETag, and what every signature carries."""
    row = _public(version)
    response = HttpResponse(bytes_of(row), content_type="text/markdown; charset=utf-8")
    response["ETag"] = etag = f'"{row.sha256}"'
    patch_cache_control(response, public=True, max_age=A_DAY)
    return get_conditional_response(request, etag=etag, response=response) or response


@public
@require_safe
def pdf(request: HttpRequest, version: str) -> HttpResponseBase:
    row = _public(version)
    return pdf_response(request, charter_document(row), filename=f"Charte de coopération {row.version}.pdf")


@public
@require_safe
def current_pdf(request: HttpRequest) -> HttpResponse:  # a view is given its request
    """A lasting address for "the charter's PDF", whatever the version."""
    return redirect(
        "charter:pdf", get_object_or_404(CharterVersion, status=CharterVersion.Status.IN_FORCE).version
    )
