"""Calls, and what is said before they are answered."""

from engagements.consultations.models.calls import Call, CallChange, CallKind, State

__all__ = ["Call", "CallChange", "CallKind", "State"]
