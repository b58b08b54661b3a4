"""Where slices above add to what one prepares a meeting from."""

from evaluations.campaigns.models import Campaign
from qpv_charter.toolkit.contributions import Place, Section
from signatories.people.actors import Actor

# What look-backs say together, as far as the actor may read it: for who prepares an agenda.
SAID_TOGETHER: Place[[Campaign, Actor], Section] = Place("what look-backs say together")
