"""An edition on paper: drawn from what was frozen and from nothing else, so that it is always the same file."""

from collections.abc import Mapping
from typing import Any

from evaluations.reports import leaflets, standing
from evaluations.reports.charts import drawn
from evaluations.reports.composing import digest
from evaluations.reports.models import Edition
from evaluations.self_evaluations.models import LookBack
from evaluations.self_evaluations.queries import receipt_of
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose

TEMPLATES = "evaluations/reports/"
FOLDER = "reports"  # of the files of every edition, each kept as long as it says what may be read


def report(edition: Edition) -> Document:
    """The whole report: a cover, contents, what the federation says of the year, charts, method and limits."""
    return _composed("report_pdf.html", edition, {})


def leaflet(edition: Edition) -> Document:
    """Four pages that one hands over."""
    more = leaflets.drawn(edition.says, standing.words(edition.campaign, edition.says))
    return _composed("leaflet_pdf.html", edition, more, style="css/pdf-leaflet.css")


def sheet_of(look_back: LookBack, edition: Edition) -> Document:
    """For an association alone: what it said of its year, then the whole."""
    return _composed("sheet_pdf.html", edition, receipt_of(look_back))


def _composed(
    template: str, edition: Edition, more: Mapping[str, Any], *, style: str = "css/pdf-report.css"
) -> Document:
    context = {
        "edition": edition,
        "address": absolute(edition.get_absolute_url()),
        **drawn(edition.says, standing.words(edition.campaign, edition.says)),
        **more,
    }
    return compose(f"{TEMPLATES}{template}", context, styles=(*STYLES, style))


REPORT, LEAFLET = "rapport", "plaquette"
FILES = {REPORT: report, LEAFLET: leaflet}


def name_of(edition: Edition, file: str) -> str:
    """What the file of an edition is kept under: it is built once, whatever becomes of templates, and again where
    something that it quotes may be read no more."""
    standing_words = standing.words(edition.campaign, edition.says)
    quoted = sorted(each for each in standing_words if each in edition.content)
    return digest(" ".join([edition.sha256, file, *quoted]))
