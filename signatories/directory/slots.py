"""What upper apps add to a signatory's page: its public activity."""

from qpv_charter.toolkit.slots import Slot
from signatories.organisations.models import Organisation

SIGNATORY: Slot[Organisation] = Slot()
