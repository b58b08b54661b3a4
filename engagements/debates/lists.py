"""What the list of sheets may be asked."""

from dataclasses import dataclass

from engagements.debates.models import SheetQuerySet, Stage, State
from engagements.scope.addresses import qpv_of
from qpv_charter.toolkit.filters import Filters, asked, choice
from qpv_charter.toolkit.lists import Place
from signatories.territories.models import Department, Qpv
from signatories.territories.queries import department_of

NOTES = "rencontre"


def _of_stage(sheets: SheetQuerySet, stage: str) -> SheetQuerySet:
    return sheets.filter(stage="" if stage == NOTES else stage)


@dataclass(frozen=True, kw_only=True)
class SheetFilters(Filters):
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        write=lambda department: str(department.pk),
        narrow=lambda sheets, department: sheets.filter(department=department),
        refusal="le département",
    )
    qpv: Qpv | None = asked(
        "qpv",
        "Quartier",
        read=qpv_of,
        write=lambda qpv: str(qpv.pk),
        narrow=lambda sheets, qpv: sheets.at(qpv),
        refusal="le quartier",
    )
    stage: str = choice(
        "quand",
        "De quoi s’agit-il\u202f?",
        [*Stage.choices, (NOTES, "notes d’une rencontre")],
        narrow=_of_stage,
        everything="Peu importe",
    )
    state: str = choice(
        "etat",
        "Où en est-on\u202f?",
        State.choices,
        narrow=lambda sheets, state: sheets.filter(state=state),
        everything="Peu importe",
    )


class Sheets(Place[SheetFilters]):
    asks, route, size = SheetFilters, "debates:list", 25
    counted = ("fiche", "fiches")
    nothing, everything = "Aucune fiche ne répond à ces filtres", "Voir toutes les fiches"
