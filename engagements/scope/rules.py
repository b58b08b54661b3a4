"""Who counts at a place."""

from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def signs(actor: Actor) -> bool:
    """Whether she acts for an association whose signature is published."""
    return bool(actor.acts_for) and Signature.objects.published().filter(organisation=actor.acts_for).exists()
