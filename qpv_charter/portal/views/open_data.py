"""What is public, and how to take it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from qpv_charter.portal import queries
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.exports import table_schema
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.workbooks import MOST_SHEET_ROWS
from signatories.directory.finding.filters import Filters
from signatories.directory.rows import COLUMNS
from signatories.directory.taking_away.printing import MOST_ROWS
from signatories.directory.taking_away.statement import LICENCE, LICENCE_URL, SPDX, TITLE, statement
from signatories.directory.taking_away.views import PER_PAGE

A_DAY = 24 * 60 * 60  # seconds


@public
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    context = {
        "charter": queries.charter_in_force(),
        "anchors": queries.latest_anchors(),
        "columns": COLUMNS,
        "said": statement(Filters()),
        "licence_url": LICENCE_URL,
        "per_page": PER_PAGE,
        "most_sheet_rows": MOST_SHEET_ROWS,
        "most_printed_rows": MOST_ROWS,
    }
    return render(request, "portal/open_data.html", context)


@public
@require_safe
def schema(request: HttpRequest) -> JsonResponse:  # a view takes its request
    """Table Schema of `signataires.csv`, read from the same declaration as the file."""
    about = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": "signataires",
        "title": TITLE,
        "homepage": absolute("/donnees/"),
        "path": absolute("/signataires/signataires.csv"),
        "licenses": [{"name": SPDX, "title": LICENCE, "path": LICENCE_URL}],
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "header": True},
        "encoding": "utf-8",
    }
    response = JsonResponse(
        table_schema(COLUMNS, about=about), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
