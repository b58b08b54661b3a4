"""Where in the directory one is: what is asked, how it is shown, which page."""

from qpv_charter.toolkit import lists
from signatories.directory.finding.filters import Filters

TABLE, MAP = "tableau", "carte"


class Place(lists.Place[Filters]):
    """An address of the directory."""

    asks, route, size = Filters, "directory:list", 30
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

    @property
    def sorted_by(self) -> str:
        """By name, unless it ranks the answers to a search."""
        return self.sort or ("" if self.filters.q else "nom")
