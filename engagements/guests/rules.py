"""Who invites to read what is said in a neighbourhood."""

from engagements.relays.models import Relay
from signatories.people.actors import Actor
from signatories.territories.models import Qpv


def may_invite(actor: Actor, qpv: Qpv) -> bool:
    """Who animates there, and who acts for the association that is relais there (no query for a visitor)."""
    if actor.person is None:
        return False
    if actor.is_national or qpv.department_id in actor.departments:
        return True
    return Relay.objects.serving().filter(actor.acted_for("organisation"), qpv=qpv).exists()
