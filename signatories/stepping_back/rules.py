"""Who may ask for a pause or a withdrawal, and who does it."""

from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def may_ask(actor: Actor, signature: Signature) -> bool:
    """Who acts in the name of the association, and nobody for it."""
    return actor.acts_for == signature.organisation_id


def may_settle(actor: Actor, signature: Signature) -> bool:
    """Who animates the department of its head office."""
    return actor.is_national or signature.organisation.department_code in actor.departments
