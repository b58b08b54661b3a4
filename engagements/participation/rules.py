"""Who may ask when, and who sees who answered."""

from engagements.participation.models import Gathering
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def may_gather(organisation: Organisation) -> bool:
    """An association whose signature the public sees: what it writes is read by anybody (1 query)."""
    return Signature.objects.published().filter(organisation=organisation).exists()


def organises(actor: Actor, gathering: Gathering) -> bool:
    """Whoever acts in the name of the association that proposed it: decides, and reads names and contacts."""
    return isinstance(actor, Contact) and actor.acts_for == gathering.organisation_id
