"""Where slices may add to what concerns a signature."""

from qpv_charter.toolkit.contributions import Place, Section
from signatories.organisations.actors import Contact
from signatories.signatures.models import Signature

# In the card of an association's space that says where its latest signature stands.
SIGNATURE_LINES: Place[[Contact, Signature], Section] = Place("what one may do about a signature")
# Where an association whose signature is of an earlier text signs that of today; an address of this site.
SIGN_AGAIN: Place[[Signature], str] = Place("where an association signs the text of today")
