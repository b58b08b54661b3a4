"""Calls, and what is said before they are answered."""

from engagements.consultations.models.calls import Call, CallChange, CallKind, State
from engagements.consultations.models.rooms import Consultation, Line, Named, Outcome, Partner, Party, Said

__all__ = [
    "Call",
    "CallChange",
    "CallKind",
    "Consultation",
    "Line",
    "Named",
    "Outcome",
    "Partner",
    "Party",
    "Said",
    "State",
]
