"""An edition on paper: drawn from what was frozen and from nothing else, so that it is always the same file."""

from collections.abc import Mapping
from typing import Any

from evaluations.reports.charts import charts
from evaluations.reports.models import Edition
from evaluations.reports.queries import quoted
from evaluations.self_evaluations.models import LookBack
from evaluations.self_evaluations.queries import receipt_of
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose

TEMPLATES = "evaluations/reports/"


def report(edition: Edition) -> Document:
    """The whole report: a cover, contents, what the federation says of the year, charts, method and limits."""
    return _composed("report_pdf.html", edition, {})


def sheet_of(look_back: LookBack, edition: Edition) -> Document:
    """For an association alone: what it said of its year, then the whole."""
    return _composed("sheet_pdf.html", edition, receipt_of(look_back))


def _composed(template: str, edition: Edition, more: Mapping[str, Any]) -> Document:
    says = edition.says
    context = {
        "edition": edition,
        "says": says,
        "charts": list(charts(says, quoted(edition.campaign))),
        "address": absolute(edition.get_absolute_url()),
        **more,
    }
    return compose(f"{TEMPLATES}{template}", context, styles=(*STYLES, "css/pdf-report.css"))
