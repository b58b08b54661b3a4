"""Reference data that a demonstration needs, as a real site does."""

from signatories.organisations.reference import load_networks, load_themes


def load() -> None:
    """Add the shipped networks and themes that are missing."""
    load_networks()
    load_themes()
