"""What a territory file can say. `None` means that the file does not say: what is known already stays."""

from dataclasses import dataclass
from decimal import Decimal


class MalformedFile(Exception):  # noqa: N818  # names what was met
    """The file as a whole cannot be trusted: nothing of it is kept. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"ligne {line}\u202f: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class LineError:
    """One line that was left out, and why, in French."""

    line: int
    reason: str


@dataclass(frozen=True)
class RegionFact:
    line: int
    code: str
    name: str
    zone: str


@dataclass(frozen=True)
class DepartmentFact:
    line: int
    code: str
    name: str
    region: str
    zone: str


@dataclass(frozen=True)
class CommuneFact:
    """A commune of any kind; `parent` is the code of the commune it belongs to today, or empty."""

    line: int
    code: str
    name: str
    kind: str
    department: str
    parent: str
    postal_codes: str | None = None
    population: int | None = None
    former_codes: str | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None


@dataclass(frozen=True)
class QpvFact:
    """A neighbourhood; `communes` are codes as the file gives them, perhaps of communes merged since.

    Where it gives none, `commune_names` is its text, for one commune or several of its department."""

    line: int
    code: str
    name: str
    communes: tuple[str, ...]
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    # Taken from a contour: never replaces a point that a file gives.
    point_is_computed: bool = False
    commune_names: str = ""


Fact = RegionFact | DepartmentFact | CommuneFact | QpvFact
