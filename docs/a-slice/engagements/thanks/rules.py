"""Who may say thanks."""

from signatories.organisations.actors import Contact
from signatories.people.actors import Actor


def may_say(actor: Actor) -> bool:
    """Whoever acts in the name of an association."""
    return isinstance(actor, Contact)
