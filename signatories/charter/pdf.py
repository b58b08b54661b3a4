"""The charter as something one frames."""

from qpv_charter.toolkit.pdf import STYLES, Document, compose
from signatories.charter.models import CharterVersion
from signatories.charter.queries import page_url, text_of


def charter_document(version: CharterVersion) -> Document:
    """The whole text, its version, its date and how to verify it; build it with `toolkit.pdf.kept`."""
    context = {"version": version, "charter": text_of(version), "url": page_url(version)}
    return compose("signatories/charter/pdf.html", context, styles=(*STYLES, "css/pdf-charter.css"))
