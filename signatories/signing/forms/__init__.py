"""The forms of a signing. Each gives `answers()`, what the draft keeps, and takes `initial` from it."""

from signatories.signing.forms.association import AssociationForm, FirstAssociationForm
from signatories.signing.forms.charter import CharterForm, CodeForm, EmailForm
from signatories.signing.forms.neighbourhoods import NeighbourhoodsForm
from signatories.signing.forms.person import DecisionForm, PersonForm

__all__ = [
    "AssociationForm",
    "CharterForm",
    "CodeForm",
    "DecisionForm",
    "EmailForm",
    "FirstAssociationForm",
    "NeighbourhoodsForm",
    "PersonForm",
]
