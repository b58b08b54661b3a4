"""What the list of needs may be asked."""

from dataclasses import dataclass

from engagements.needs.models import State
from engagements.scope.addresses import qpv_of
from qpv_charter.toolkit.filters import Filters, asked, choice
from qpv_charter.toolkit.lists import Place
from signatories.organisations.models import Theme
from signatories.organisations.queries import theme_of
from signatories.territories.models import Department, Qpv
from signatories.territories.queries import department_of


@dataclass(frozen=True, kw_only=True)
class NeedFilters(Filters):
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        write=lambda department: str(department.pk),
        narrow=lambda needs, department: needs.filter(department=department),
        refusal="le département",
    )
    qpv: Qpv | None = asked(
        "qpv",
        "Quartier",
        read=qpv_of,
        write=lambda qpv: str(qpv.pk),
        narrow=lambda needs, qpv: needs.at(qpv),
        refusal="le quartier",
    )
    theme: Theme | None = asked(
        "theme",
        "Thème",
        read=theme_of,
        write=lambda theme: str(theme.slug),
        narrow=lambda needs, theme: needs.filter(theme=theme),
        refusal="le thème",
    )
    state: str = choice(
        "etat",
        "Où en est-on\u202f?",
        [(state.value, state.label) for state in State],
        narrow=lambda needs, state: needs.filter(state=state),
        everything="Peu importe",
    )


class Needs(Place[NeedFilters]):
    asks, route, size = NeedFilters, "needs:list", 25
    counted = ("besoin", "besoins")
    nothing, everything = "Aucun besoin ne répond à ces filtres", "Voir tous les besoins"
