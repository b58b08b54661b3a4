"""Gathers the models of the slices; each lives in its own."""

from engagements.voices.models import Voice, VoiceContact, VoiceKey

__all__ = ["Voice", "VoiceContact", "VoiceKey"]
