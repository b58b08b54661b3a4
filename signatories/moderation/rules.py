"""Who may do what about a signature; in which state it may be done, the actions say (and `queries.py` shows)."""

from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def may_decide(actor: Actor, signature: Signature) -> bool:
    """Who animates the department of its head office, of those who may read it."""
    return actor.is_national or signature.organisation.department_code in actor.departments
