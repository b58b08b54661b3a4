"""Where slices above may ask which of two things counts, once two records are one."""

from dataclasses import dataclass

from django.db.models import Model

from qpv_charter.toolkit.contributions import Place
from signatories.organisations.models import Organisation


@dataclass(frozen=True)
class Twice:
    """What both records have and that never blends, told of each. `slug` names the question for good; `rows` are
    the kept record's and the joined one's, each led to its record by the key `field`."""

    slug: str
    title: str
    kept: str
    joined: str
    rows: tuple[Model, Model]
    field: str = "organisation"


# The record that is kept, then the one to be joined into it.
TWICE: Place[[Organisation, Organisation], Twice] = Place("what two records both have, of which one counts")
