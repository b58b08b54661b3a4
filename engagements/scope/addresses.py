"""What lists of the engagements read from an address: where, and about what; None for what nobody knows."""

from qpv_charter.toolkit.identifiers import read_qpv_code
from signatories.organisations.models import Theme
from signatories.territories.models import Department, Qpv


def department_of(code: str) -> Department | None:
    """By its code, whatever its case and its lost zero (« 1 », « 2a »)."""
    return Department.objects.filter(code=code.upper().zfill(2)).first()


def qpv_of(code: str) -> Qpv | None:
    """A neighbourhood, with what its label reads."""
    try:
        return Qpv.objects.prefetch_related("communes").filter(code=read_qpv_code(code)).first()
    except ValueError:
        return None


def theme_of(slug: str) -> Theme | None:
    return Theme.objects.filter(slug=slug).first()
