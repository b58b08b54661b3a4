"""Whether a neighbourhood's form is open, and who reads what is written there."""

from engagements.relays.models import Relay
from engagements.sayings.models import CLOSES_AFTER, Saying
from signatories.people.actors import Actor
from signatories.territories.models import Qpv


def relay_of(qpv: Qpv) -> Relay | None:
    """Who reads there today, as long as the form is open: it closes by itself once something waits for fourteen
    days, and opens again once that was read."""
    relay = Relay.objects.serving().filter(qpv=qpv).select_related("organisation").first()
    late = relay and Saying.objects.unread_for(CLOSES_AFTER).filter(qpv=qpv).exists()
    return None if late else relay


def reads(actor: Actor, saying: Saying) -> bool:
    return Saying.objects.visible_to(actor).filter(pk=saying.pk).exists()
