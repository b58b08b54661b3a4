"""What upper apps add to the pages of a department and of a neighbourhood: needs, gatherings."""

from qpv_charter.toolkit.slots import Slot
from signatories.territories.models import Department, Qpv

DEPARTMENT: Slot[Department] = Slot()
NEIGHBOURHOOD: Slot[Qpv] = Slot()
