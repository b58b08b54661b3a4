"""The forms of a signing. Each gives `answers()`, what the draft keeps, and takes `initial` from it."""

from signatories.signatures.forms.association import AssociationForm
from signatories.signatures.forms.charter import CharterForm, CodeForm, EmailForm, SessionForm
from signatories.signatures.forms.neighbourhoods import NeighbourhoodsForm
from signatories.signatures.forms.person import DecisionForm, PersonForm

__all__ = [
    "AssociationForm",
    "CharterForm",
    "CodeForm",
    "DecisionForm",
    "EmailForm",
    "NeighbourhoodsForm",
    "PersonForm",
    "SessionForm",
]
