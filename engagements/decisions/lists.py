"""What the list of decisions may be asked."""

from dataclasses import dataclass

from engagements.decisions.models import State
from engagements.scope.addresses import qpv_of
from qpv_charter.toolkit.filters import Filters, asked, choice
from qpv_charter.toolkit.lists import Place
from signatories.territories.models import Department, Qpv
from signatories.territories.queries import department_of


@dataclass(frozen=True, kw_only=True)
class DecisionFilters(Filters):
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        write=lambda department: str(department.pk),
        narrow=lambda decisions, department: decisions.filter(department=department),
        refusal="le département",
    )
    qpv: Qpv | None = asked(
        "qpv",
        "Quartier",
        read=qpv_of,
        write=lambda qpv: str(qpv.pk),
        narrow=lambda decisions, qpv: decisions.at(qpv),
        refusal="le quartier",
    )
    state: str = choice(
        "etat",
        "Où en est-on\u202f?",
        State.choices,
        narrow=lambda decisions, state: decisions.filter(state=state),
        everything="Peu importe",
    )


class Decisions(Place[DecisionFilters]):
    asks, route, size = DecisionFilters, "decisions:list", 25
    counted = ("décision", "décisions")
    nothing, everything = "Aucune décision ne répond à ces filtres", "Voir toutes les décisions"
