"""Where slices above say that an association has answered otherwise than by a look-back."""

from evaluations.campaigns.models import Campaign
from qpv_charter.toolkit.contributions import Place
from signatories.organisations.models import Organisation

# Each says how, in words; whoever has answered is reminded of nothing.
ANSWERED: Place[[Organisation, Campaign], str] = Place("having answered a campaign")
