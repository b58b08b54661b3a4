"""Who decides of a gathering, and sees who answered."""

from engagements.participation.models import Gathering
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor


def organises(actor: Actor, gathering: Gathering) -> bool:
    """Whoever acts in the name of the association that proposed it: decides, and reads names and contacts."""
    return isinstance(actor, Contact) and actor.acts_for == gathering.organisation_id
