"""What the list of calls may be asked."""

from dataclasses import dataclass

from engagements.consultations.models import CallKind, State
from engagements.consultations.models.calls import CallQuerySet
from qpv_charter.toolkit.filters import Filters, asked, choice
from qpv_charter.toolkit.lists import Place
from signatories.organisations.models import Theme
from signatories.organisations.queries import theme_of
from signatories.territories.models import Department
from signatories.territories.queries import department_of


@dataclass(frozen=True, kw_only=True)
class CallFilters(Filters):
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        write=lambda department: str(department.pk),
        narrow=lambda calls, department: calls.filter(department=department),
        refusal="le département",
    )
    theme: Theme | None = asked(
        "theme",
        "Thème",
        read=theme_of,
        write=lambda theme: str(theme.slug),
        narrow=lambda calls, theme: calls.filter(themes=theme),
        refusal="le thème",
    )
    kind: str = choice(
        "type",
        "Type",
        [(kind.value, kind.label) for kind in CallKind],
        narrow=lambda calls, kind: calls.filter(kind=kind),
        everything="Tous les types",
    )
    state: str = choice(
        "etat",
        "État",
        [(state.value, f"{state.label}s") for state in State],
        narrow=CallQuerySet.in_state,
        everything="Ouverts et attendus",
    )


class Calls(Place[CallFilters]):
    asks, route, size = CallFilters, "consultations:list", 25
    counted = ("appel", "appels")
    nothing, everything = "Aucun appel ne répond à ces filtres", "Voir tous les appels"
