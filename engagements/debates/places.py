"""Where slices above say what they know of a meeting."""

from engagements.participation.models import Gathering
from qpv_charter.toolkit.contributions import Place

# Whether it is of the whole country: any signatory may then be named in its notes, and read them again.
COUNTRYWIDE: Place[[Gathering], bool] = Place("a meeting of the whole country")
