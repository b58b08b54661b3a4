"""What the list of invited associations may be asked."""

from dataclasses import dataclass

from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import matching
from signatories.territories.models import Department
from signatories.territories.queries import department_of
from signatories.versions.models import Answer


@dataclass(frozen=True, kw_only=True)
class WaveFilters(Filters):
    q: str = search(
        "Nom de l’association", narrow=lambda rows, typed: matching(rows, typed, field="organisation__name_key")
    )
    answer: str = choice(
        "reponse",
        "Réponse",
        [(each.value, str(each.label).capitalize()) for each in Answer],
        narrow=lambda rows, answer: rows.filter(answer=answer),
        everything="Toutes les réponses",
    )
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        narrow=lambda rows, department: rows.filter(organisation__commune__department=department),
        write=lambda department: department.code,
        refusal="le département",
    )


class Wave(Place[WaveFilters]):
    asks, route, size = WaveFilters, "versions:wave", 50
    counted = ("association", "associations")
    nothing, everything = "Aucune association ne répond à ces filtres", "Voir toutes les associations"
