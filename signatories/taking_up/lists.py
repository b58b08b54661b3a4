"""What the list of lists may be asked."""

from dataclasses import dataclass

from qpv_charter.toolkit.filters import Filters, choice
from qpv_charter.toolkit.lists import Place
from signatories.taking_up.models import ListImport


@dataclass(frozen=True, kw_only=True)
class ImportFilters(Filters):
    state: str = choice(
        "etat",
        "État",
        [(state.value, str(state.label).capitalize()) for state in ListImport.State],
        narrow=lambda imports, state: imports.filter(state=state),
        everything="Toutes",
    )


class Imports(Place[ImportFilters]):
    asks, route, size = ImportFilters, "taking_up:list", 25
    counted = ("liste", "listes")
    nothing, everything = "Aucune liste ne répond à ce filtre", "Voir toutes les listes"
