"""A sheet, printed: a page or two. Tagged PDF."""

from engagements.debates.queries import Shown
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose


def document(shown: Shown) -> Document:
    """With the names that who asks may read; of a gathering, with how many came."""
    context = {"shown": shown, "sheet": shown.sheet, "address": absolute(shown.sheet.get_absolute_url())}
    return compose("engagements/debates/pdf/sheet.html", context, styles=(*STYLES, "css/pdf-sheet.css"))
