"""What the list of sessions may be asked."""

from dataclasses import dataclass

from qpv_charter.toolkit.filters import Filters, choice
from qpv_charter.toolkit.lists import Place

OPEN, CLOSED = "ouvertes", "terminees"


@dataclass(frozen=True, kw_only=True)
class SessionFilters(Filters):
    state: str = choice(
        "etat",
        "État",
        [(OPEN, "Ouvertes"), (CLOSED, "Terminées")],
        narrow=lambda sessions, state: sessions.filter(closed_at__isnull=state == OPEN),
        everything="Toutes",
    )


class Sessions(Place[SessionFilters]):
    asks, route, size = SessionFilters, "signing_sessions:list", 25
    counted = ("séance", "séances")
    nothing, everything = "Aucune séance ne répond à ce filtre", "Voir toutes les séances"
