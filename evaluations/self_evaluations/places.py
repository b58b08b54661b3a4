"""Where slices above say who has answered otherwise than by a look-back."""

from django.db.models import QuerySet

from evaluations.campaigns.models import Campaign
from qpv_charter.toolkit.contributions import Place
from signatories.organisations.models import Organisation

# The associations that did; whoever has answered is reminded of nothing, and called by nobody.
ANSWERED: Place[[Campaign], QuerySet[Organisation]] = Place("having answered a campaign")
