"""The numbers on paper, of the day when they are asked for."""

from django.utils import timezone

from qpv_charter.toolkit.pdf import STYLES, Document, compose
from signatories.numbers import queries
from signatories.people.actors import Actor


def sheet(actor: Actor) -> Document:
    context = {"numbers": queries.numbers(actor), "where": queries.where(actor), "on": timezone.localdate()}
    return compose("signatories/numbers/numbers_pdf.html", context, styles=(*STYLES, "css/pdf-report.css"))
