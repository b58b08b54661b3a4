"""« La page du quartier », on two sheets: what its public page says, to be read on paper in a meeting."""

from django.urls import reverse
from django.utils import timezone

from qpv_charter.portal import places
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose
from signatories.people.actors import Actor
from signatories.people.places import NEIGHBOURHOOD
from signatories.territories.models import Qpv

NAMED = 24  # signatories; the page has them all


def of_neighbourhood(qpv: Qpv) -> Document:
    """What a visitor would read, whoever asks for it."""
    found = places.acting_in(qpv)
    context = {
        "qpv": qpv,
        "sections": NEIGHBOURHOOD.gather(qpv, Actor()),
        "entries": found.entries[:NAMED],
        "more": max(found.total - NAMED, 0),
        "page": absolute(reverse("portal:qpv", args=[qpv.code])),
        "today": timezone.localdate(),
    }
    styles = (*STYLES, "css/pdf-place.css")
    return compose("portal/territories/qpv_pdf.html", context, styles=styles)
