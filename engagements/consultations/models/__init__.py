"""Calls, and what is said before they are answered."""

from engagements.consultations.models.calls import Call, CallChange, CallKind, State
from engagements.consultations.models.funders import Funded, FundersAnswer
from engagements.consultations.models.residents import ResidentsView
from engagements.consultations.models.rooms import Consultation, Line, Named, Outcome, Partner, Party, Said

__all__ = [
    "Call",
    "CallChange",
    "CallKind",
    "Consultation",
    "Funded",
    "FundersAnswer",
    "Line",
    "Named",
    "Outcome",
    "Partner",
    "Party",
    "ResidentsView",
    "Said",
    "State",
]
