"""Where slices above say where a decision was taken."""

from dataclasses import dataclass

from engagements.decisions.models import Decision
from qpv_charter.toolkit.contributions import Place
from signatories.people.actors import Actor


@dataclass(frozen=True)
class Origin:
    """A meeting, in words, and its page if who asks may read it."""

    label: str
    href: str = ""


ORIGIN: Place[[Decision, Actor], Origin] = Place("where something was decided")

# Whether it was decided for the whole country: any signatory may then carry it.
COUNTRYWIDE: Place[[Decision], bool] = Place("something decided for the whole country")
