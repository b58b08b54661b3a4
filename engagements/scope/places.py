"""A place as somebody names it, before it is that of a row."""

from collections.abc import Collection
from dataclasses import dataclass

from engagements.scope.models import Placed, Reach
from qpv_charter.toolkit.actions import ActionRefused
from signatories.territories.models import Commune, Department, Qpv

MOST_NEIGHBOURHOODS = 12


@dataclass(frozen=True, kw_only=True)
class Place:
    """Neighbourhoods of one department, else a commune, else a department; `department` is always known."""

    department: Department
    qpvs: tuple[Qpv, ...] = ()
    commune: Commune | None = None

    @property
    def reach(self) -> Reach:
        if self.qpvs:
            return Reach.NEIGHBOURHOODS
        return Reach.COMMUNE if self.commune else Reach.DEPARTMENT

    def put_in(self, placed: Placed) -> None:
        """Make it the place of a row not saved yet; its neighbourhoods, once it is (`put_neighbourhoods`)."""
        placed.reach, placed.department = self.reach, self.department
        placed.commune = None if self.qpvs else self.commune

    def put_neighbourhoods(self, placed: Placed) -> None:
        placed.qpvs.set(self.qpvs)


def place_of(
    *, qpvs: Collection[Qpv] = (), commune: Commune | None = None, department: Department | None
) -> Place:
    """The place that these name, the closest first. Raises ActionRefused for none, or for two departments."""
    departments = {qpv.department_id for qpv in qpvs}
    if len(departments) > 1:
        raise ActionRefused("Choisissez des quartiers d’un seul département.")
    if len(qpvs) > MOST_NEIGHBOURHOODS:
        raise ActionRefused(f"Choisissez {MOST_NEIGHBOURHOODS} quartiers au plus, ou toute la commune.")
    where = next(iter(qpvs)).department if qpvs else commune.department if commune else department
    if where is None:
        raise ActionRefused("Dites où\u202f: un quartier, une commune ou un département.")
    return Place(department=where, qpvs=tuple(qpvs), commune=None if qpvs else commune)


def names_of_pages(placed: Placed, *, of: str) -> list[str]:
    """The names of the kept pages that show what happens at a place: one for each neighbourhood that it concerns
    (`needs:QN09331M`)."""
    if placed.reach == Reach.NEIGHBOURHOODS:
        return [f"{of}:{qpv.pk}" for qpv in placed.qpvs.all()]
    if placed.commune:
        return [f"{of}:{code}" for code in placed.commune.qpvs.values_list("pk", flat=True)]
    return [f"{of}:{code}" for code in placed.department.qpvs.values_list("pk", flat=True)]
