"""Where slices above may add to what a review shows."""

from qpv_charter.toolkit.contributions import Place
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

# Where two associations that look alike are compared and made one: an address, for who may.
COMPARED: Place[[Organisation, Organisation, Actor], str] = Place("two associations that look alike")
