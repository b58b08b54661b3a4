"""What pages show of thanks."""

from engagements.thanks.models import Thanks, ThanksQuerySet
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

SHOWN = 3


def latest(qpv: Qpv, actor: Actor) -> ThanksQuerySet:
    """The last words said in a neighbourhood, each with its association (1 query)."""
    return Thanks.objects.visible_to(actor).filter(qpv=qpv).select_related("organisation")[:SHOWN]
