"""What the list of gatherings may be asked, and where it is."""

from dataclasses import dataclass

from engagements.participation.models import GatheringQuerySet
from engagements.scope.addresses import qpv_of
from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.lists import Place
from signatories.territories.models import Department, Qpv
from signatories.territories.queries import department_of

TO_COME, PAST = "a-venir", "passees"


def _code(place: Department | Qpv) -> str:
    return place.code


def _when(rows: GatheringQuerySet, when: str) -> GatheringQuerySet:
    return rows.past() if when == PAST else rows.to_come()


def _in_department(rows: GatheringQuerySet, department: Department) -> GatheringQuerySet:
    return rows.filter(department=department)


def _in_neighbourhood(rows: GatheringQuerySet, qpv: Qpv) -> GatheringQuerySet:
    return rows.at(qpv)


@dataclass(frozen=True, kw_only=True)
class GatheringFilters(Filters):
    q: str = search("Titre ou lieu", narrow=GatheringQuerySet.search)
    when: str = choice("quand", "Quand", [(TO_COME, "À venir"), (PAST, "Passées")], narrow=_when, usual=TO_COME)
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        narrow=_in_department,
        write=_code,
        refusal="le département",
    )
    qpv: Qpv | None = asked(
        "qpv",
        "Quartier",
        read=qpv_of,
        narrow=_in_neighbourhood,
        write=_code,
        refusal="le quartier",
    )


class Gatherings(Place[GatheringFilters]):
    asks, route, size = GatheringFilters, "participation:list", 25
    counted = ("rencontre", "rencontres")
    nothing, everything = "Aucune rencontre ne répond à ces filtres", "Voir toutes les rencontres à venir"
