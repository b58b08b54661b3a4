"""Who signed where: all departments, one department, one neighbourhood."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.portal import places, sheets
from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.identifiers import read_qpv_code
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.pdf import pdf_response
from qpv_charter.toolkit.text import clean_line
from signatories.directory.finding.addresses import Place
from signatories.directory.finding.filters import Filters
from signatories.directory.models import PAGES
from signatories.organisations.actors import actor_of
from signatories.people.places import DEPARTMENT, NEIGHBOURHOOD
from signatories.territories.models import Qpv
from signatories.territories.queries import department_of


@public
@require_safe
@kept_for_visitors(PAGES)
def territories(request: HttpRequest) -> HttpResponse:
    counts = places.signatories_by_department()
    regions = places.regions(counts)
    lines = [line for region in regions for line in (*region.signed, *region.silent)]
    names = {line.department.code: line.department.name for line in lines}
    neighbourhoods = sum(line.neighbourhoods for line in lines)
    context = {
        "regions": regions,
        "silent": sum(len(region.silent) for region in regions),
        "departments": len(names),
        "unreached": neighbourhoods - places.neighbourhoods_reached().count(),
        "neighbourhoods": neighbourhoods,
        "map": tilemap.draw(counts, names, href="/territoires/{code}/"),
    }
    return render(request, "portal/territories/all.html", context)


@public
@require_safe
@kept_for_visitors(PAGES, DEPARTMENT)
def department(request: HttpRequest, code: str) -> HttpResponse:
    found = department_of(code)
    if found is None:
        return render(request, "portal/territories/unknown_department.html", {"code": code}, status=404)
    if found.code != code:
        return redirect("portal:department", found.code, permanent=True)
    context = {
        "department": found,
        "located": tilemap.locate(found.code),
        "page": places.department_page(found),
        "sections": DEPARTMENT.gather(found, actor_of(request)),
    }
    return render(request, "portal/territories/department.html", context)


@public
@require_safe
@kept_for_visitors(PAGES, NEIGHBOURHOOD)
def qpv(request: HttpRequest, code: str) -> HttpResponse:
    """A neighbourhood; one of the 2015 list that has a single successor leads to it."""
    found = places.neighbourhood(clean_line(code)[:20])
    if found is None:
        return _unknown_qpv(request, code)
    if elsewhere := _canonical(found, typed=code, route="portal:qpv"):
        return elsewhere
    context = {
        "qpv": found,
        "found": places.acting_in(found),
        "directory": Place(filters=Filters(qpv=found)).href(),
        "others": places.others_nearby(found),
        "sections": NEIGHBOURHOOD.gather(found, actor_of(request)),
        "successors": found.successors.all(),
    }
    return render(request, "portal/territories/qpv.html", context)


@public
@require_safe
def qpv_sheets(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same on paper; its file is kept, and made again once it would say something else."""
    found = places.neighbourhood(clean_line(code)[:20])
    if found is None:
        return _unknown_qpv(request, code)
    if elsewhere := _canonical(found, typed=code, route="portal:qpv_sheets"):
        return elsewhere
    filename = f"La page du quartier {found.name}.pdf".replace("/", "-")
    return pdf_response(request, sheets.of_neighbourhood(found), filename=filename)


def _canonical(found: Qpv, *, typed: str, route: str) -> HttpResponse | None:
    """Where a code leads that was written otherwise, or that has a single successor."""
    if found.code != typed:
        return redirect(route, found.code, permanent=True)
    successors = found.successors.all()
    if found.generation == Qpv.Generation.G2015 and len(successors) == 1:
        return redirect(route, successors[0].code)
    return None


def _unknown_qpv(request: HttpRequest, typed: str) -> HttpResponse:
    """Say whether the code is badly written or only not known here, and where else to look."""
    code, misread = clean_line(typed)[:20], ""
    try:
        code = read_qpv_code(code)
    except ValueError as error:
        misread = str(error)
    where = None if misread else places.department_of_neighbourhood(code)
    context = {"code": code, "misread": misread, "department": where, "old": code.startswith("QP")}
    return render(request, "portal/territories/unknown_qpv.html", context, status=404)
