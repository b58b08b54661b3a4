"""Where slices above may add to what is done with a signing session."""

from qpv_charter.toolkit.contributions import Place
from signatories.people.places import WorkspaceLink
from signatories.signatures.models import SigningSession

SESSION_LINKS: Place[[SigningSession], WorkspaceLink] = Place("what is done with a signing session")
