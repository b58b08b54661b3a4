"""What the team's list may be asked."""

from dataclasses import dataclass

from django.db.models import QuerySet

from qpv_charter.toolkit.filters import Filters, search
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import matching
from signatories.stepping_back.models import StepBack


def named(steps: QuerySet[StepBack], typed: str) -> QuerySet[StepBack]:
    """Those whose association's name holds the words typed."""
    return matching(steps, typed, field="signature__organisation__name_key")


@dataclass(frozen=True, kw_only=True)
class StepBackFilters(Filters):
    q: str = search("Nom de l’association", narrow=named)


class StepBacks(Place[StepBackFilters]):
    asks, route, size = StepBackFilters, "stepping_back:list", 25
    counted = ("demande", "demandes")
    nothing, everything = "Aucune demande ne répond à cette recherche", "Voir toutes les demandes"
