"""The neighbourhood that lists of the engagements read from an address; None for what nobody knows."""

from qpv_charter.toolkit.identifiers import read_qpv_code
from signatories.territories.models import Qpv


def qpv_of(code: str) -> Qpv | None:
    """A neighbourhood, with what its label reads."""
    try:
        return Qpv.objects.prefetch_related("communes").filter(code=read_qpv_code(code)).first()
    except ValueError:
        return None
