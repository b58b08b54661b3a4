"""/animation/chiffres/: how many signatories, by what they are; as a page, a file and a sheet."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.exports import columns_of, csv_blocks
from qpv_charter.toolkit.pdf import pdf_response
from signatories.numbers import queries
from signatories.numbers.exports import Row, rows
from signatories.numbers.printing import sheet
from signatories.people.actors import TeamMember
from signatories.people.audiences import reviewers


@reviewers
@require_safe
def numbers(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    context = {"numbers": queries.numbers(actor), "where": queries.where(actor)}
    return render(request, "signatories/numbers/numbers.html", context)


@reviewers
@require_safe
def as_csv(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    return HttpResponse(
        b"".join(csv_blocks(columns_of(Row), rows(queries.numbers(actor)))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="chiffres.csv"'},
    )


@reviewers
@require_safe
def as_pdf(request: HttpRequest, actor: TeamMember) -> HttpResponseBase:
    return pdf_response(request, sheet(actor), filename="Chiffres de la charte.pdf", public=False)
