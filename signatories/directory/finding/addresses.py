"""Where in the directory one is: what is asked, how it is shown, which page."""

from django.http import HttpRequest

from qpv_charter.toolkit import lists
from signatories.directory.finding.filters import Filters

TABLE, MAP = "tableau", "carte"


class Place(lists.Place[Filters]):
    """An address of the directory."""

    asks, route = Filters, "directory:list"
    counted = ("signataire", "signataires")
    nothing, everything = "Aucun signataire ne répond à cette recherche", "Voir tous les signataires"
    orders = {
        "nom": ("sort_key", "slug"),
        "commune": ("place_key", "sort_key", "slug"),
        "departement": ("department_id", "sort_key", "slug"),
        "depuis": ("signed_on", "sort_key", "slug"),
    }
    readings = {"liste": "Liste", TABLE: "Tableau", MAP: "Carte"}
    whole = frozenset({MAP})


def kept_key(request: HttpRequest) -> str:
    """What a kept page depends on: what is asked, in one order, whatever else the address holds."""
    return Place.tidy(request.GET)
