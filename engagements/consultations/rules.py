"""Who may write a call, and who looks after it."""

from engagements.consultations.models import Call
from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def signs(actor: Actor) -> bool:
    """Whether she acts for an association whose signature is published."""
    return bool(actor.acts_for) and Signature.objects.published().filter(organisation=actor.acts_for).exists()


def may_write(actor: Actor) -> bool:
    """Contacts of published signatories, and who animates something."""
    return actor.animates or signs(actor)


def looks_after(actor: Actor, call: Call) -> bool:
    """Whether she animates the department of a call."""
    return actor.is_national or call.department_id in actor.departments
