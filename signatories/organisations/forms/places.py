"""Territories as people search for them in a form."""

from qpv_charter.toolkit.text import fold
from signatories.territories.models import Commune

MOST_COMMUNES = 8  # what a phone shows without scrolling far


def communes_like(typed: str) -> list[Commune]:
    """Communes to choose from for a name, a postal code or a label ("Saint-Denis (93)"), exact names first."""
    name = typed.split("(", 1)[0]
    if not fold(name):
        return []
    current = Commune.objects.current().select_related("department")
    exact = current.filter(search_text=fold(name))
    return list(dict.fromkeys([*exact[:MOST_COMMUNES], *current.search(name)[:MOST_COMMUNES]]))[:MOST_COMMUNES]
