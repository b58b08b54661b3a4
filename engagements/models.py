"""Gathers the models of the slices; each lives in its own."""

from engagements.closures.models import Closure
from engagements.voices.models import Voice, VoiceContact, VoiceKey

__all__ = ["Closure", "Voice", "VoiceContact", "VoiceKey"]
