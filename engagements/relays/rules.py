"""Who may read for a neighbourhood, give that role and end it."""

from engagements.relays.models import Relay
from engagements.scope.rules import signs
from signatories.people.actors import Actor


def may_accept(actor: Actor) -> bool:
    """Who acts for an association whose signature is published."""
    return actor.person is not None and signs(actor)


def animates(actor: Actor, relay: Relay) -> bool:
    return actor.is_national or relay.qpv.department_id in actor.departments


def may_end(actor: Actor, relay: Relay) -> bool:
    """The association, and who animates there."""
    return actor.acts_for == relay.organisation_id or animates(actor, relay)
