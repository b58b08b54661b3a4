"""What is printed of a gathering: a poster, paper answers (two a sheet), an attendance sheet. Tagged PDF."""

from django.urls import reverse

from engagements.participation.models import Gathering, Says
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose
from qpv_charter.toolkit.short_codes import printed

SHEETS = {"affiche": "Affiche", "reponses": "Réponses sur papier", "presence": "Feuille de présence"}
BLANK_LINES = 18  # of the attendance sheet: one page


def sheet(gathering: Gathering, *, name: str) -> Document:
    """The document, with the address that opens the gathering, public or not: kept nowhere."""
    context = {
        "gathering": gathering,
        "times": gathering.asked(),
        "says": Says.labels,
        "address": absolute(reverse("participation:invitation", args=[gathering.invitation])),
        "code": printed(gathering.invitation),
        "twice": range(2),
        "lines": range(BLANK_LINES),
    }
    template = f"engagements/participation/pdf/{name}.html"
    return compose(template, context, styles=(*STYLES, "css/pdf-gathering.css"))
