"""The directory as files. Each answers the page's filters; a script may read them from any site."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.exports import csv_file, json_file
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.workbooks import MOST_SHEET_ROWS, answer_xlsx
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import rows, texts
from signatories.directory.lines import layout
from signatories.directory.models import PAGES
from signatories.directory.rows import COLUMNS
from signatories.directory.taking_away import parts, printing
from signatories.directory.taking_away.feeds import NewSignatories
from signatories.directory.taking_away.statement import LICENCE_URL, SCHEMA, Statement, statement

PER_PAGE = 1000  # signatories of a page of JSON

CONDITIONAL = (200, 304)

Writer = Callable[[HttpRequest, Statement], HttpResponseBase]


def exported(write: Writer) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that answers the filters with a file: 304 when the visitor has it already, 404 with the reason
    when a filter means nothing (a file of everybody would deceive), else what `write` gives."""

    @public
    @require_safe
    @wraps(write)
    def view(request: HttpRequest) -> HttpResponseBase:
        etag = _etag(request)
        if known := get_conditional_response(request, etag=etag):
            return _labelled(known, etag=etag)
        filters = Filters.read(request.GET)
        if filters.refused:
            return HttpResponse(" ".join(filters.refused), status=404, content_type="text/plain; charset=utf-8")
        return _labelled(_counted(write, request, statement(filters)), etag=etag)

    return view


def _etag(request: HttpRequest) -> str:
    """Names the file without making it, nor asking the database: the directory's version, the day, what writes it,
    what is asked."""
    asked = (request.path, Filters.typed(request.GET), request.GET.get("page", ""))
    made_of = (pages.version(PAGES), timezone.localdate(), layout(), *asked)
    return f'"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}"'


def _counted(write: Writer, request: HttpRequest, said: Statement) -> HttpResponseBase:
    response = write(request, said)
    response["X-Total-Count"] = str(said.count)
    return response


def _labelled(response: HttpResponseBase, *, etag: str) -> HttpResponseBase:
    """Say under which licence where no file format is in the way: in the headers."""
    links = [f'<{LICENCE_URL}>; rel="license"', f'<{absolute(SCHEMA)}>; rel="describedby"']
    response["Link"] = ", ".join([*links, *([response["Link"]] if "Link" in response else [])])
    response["Access-Control-Allow-Origin"] = "*"
    if response.status_code in CONDITIONAL and not response.get("Content-Type", "").startswith("text/html"):
        response["ETag"] = etag
        patch_cache_control(response, public=True, no_cache=True)
    return response


@exported
def csv(request: HttpRequest, said: Statement) -> HttpResponseBase:  # the filters are in `said`
    blocks = csv_file(COLUMNS, texts(said.filters, "csv"))
    return _attached(StreamingHttpResponse(blocks, content_type="text/csv; charset=utf-8"), said, "csv")


@exported
def xlsx(request: HttpRequest, said: Statement) -> HttpResponseBase:
    if said.count > MOST_SHEET_ROWS and (smaller := parts.of(said.filters)):
        return _by_parts(request, said, smaller, route="directory:xlsx", most=MOST_SHEET_ROWS)
    return answer_xlsx(
        request,
        COLUMNS,
        rows(said.filters),
        filename=said.filename("xlsx"),
        sheet="Signataires",
        about=said.lines(),
        sorted_by="" if said.filters.q else "nom",
    )


@exported
def json(request: HttpRequest, said: Statement) -> HttpResponseBase:
    """A page of 1,000, with the addresses of its neighbours."""
    number, last = _page_number(request, said.count), _last_page(said.count)
    links = {
        "previous": _page_address(said, number - 1) if number > 1 else None,
        "next": _page_address(said, number + 1) if number < last else None,
    }
    found = texts(said.filters, "json", start=(number - 1) * PER_PAGE, stop=number * PER_PAGE)
    head = {**said.facts(), "page": number, "pages": last, **links}
    blocks = json_file(head, key="results", texts=found)
    response = StreamingHttpResponse(blocks, content_type="application/json")
    if address := ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items() if address):
        response["Link"] = address.replace('"previous"', '"prev"')
    return response


def _page_number(request: HttpRequest, count: int) -> int:
    """Raises Http404 for what is not a page of this answer."""
    try:
        number = int(request.GET.get("page") or 1)
    except ValueError as error:
        raise Http404 from error
    if not 1 <= number <= _last_page(count):
        raise Http404
    return number


def _last_page(count: int) -> int:
    return max(1, -(-count // PER_PAGE))


def _page_address(said: Statement, number: int) -> str:
    return absolute(reverse("directory:json") + said.filters.as_query(page=number))


@exported
def geojson(request: HttpRequest, said: Statement) -> HttpResponseBase:  # the filters are in `said`
    head = {"type": "FeatureCollection", "metadata": said.facts()}
    features = (f"{feature}}}" for feature in texts(said.filters, "feature", "json"))
    blocks = json_file(head, key="features", texts=features)
    return _attached(StreamingHttpResponse(blocks, content_type="application/geo+json"), said, "geojson")


@exported
def atom(request: HttpRequest, said: Statement) -> HttpResponseBase:
    return NewSignatories()(request, filters=said.filters)


@exported
def pdf(request: HttpRequest, said: Statement) -> HttpResponseBase:
    """The list to print: at once when short, else built in a task while a page waits; in parts when very long."""
    if said.count > printing.MOST_ROWS and (smaller := parts.of(said.filters)):
        return _by_parts(request, said, smaller, route="directory:pdf", most=printing.MOST_ROWS)
    return printing.printed(request, said)


def _by_parts(
    request: HttpRequest, said: Statement, smaller: parts.Parts, *, route: str, most: int
) -> HttpResponse:
    context = {"said": said, "parts": smaller, "address": reverse(route), "most": most}
    return render(request, "signatories/directory/taking_away/parts.html", context)


def _attached(response: HttpResponseBase, said: Statement, extension: str) -> HttpResponseBase:
    name = content_disposition_header(as_attachment=True, filename=said.filename(extension))
    response["Content-Disposition"] = name or ""
    return response
