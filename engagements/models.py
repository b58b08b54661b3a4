"""Gathers the models of the slices; each lives in its own."""

from engagements.closures.models import Closure
from engagements.consultations.models import Call, CallChange
from engagements.letter.models import Letter
from engagements.voices.models import Voice, VoiceContact, VoiceKey

__all__ = ["Call", "CallChange", "Closure", "Letter", "Voice", "VoiceContact", "VoiceKey"]
