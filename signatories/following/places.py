"""Where slices above may add to what the team reads of an association."""

from qpv_charter.toolkit.contributions import Place, Section
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember

FOLLOWED: Place[[Organisation, TeamMember], Section] = Place("an association’s page in the team’s workspace")
