"""Who may write what is decided, and say what became of it."""

from engagements.decisions.models import Decision
from engagements.scope.rules import signs
from signatories.people.actors import Actor
from signatories.territories.models import Department


def may_decide(actor: Actor, department: Department) -> bool:
    """Contacts of published signatories, and who animates the department."""
    return actor.person is not None and (signs(actor) or animates(actor, department))


def animates(actor: Actor, department: Department) -> bool:
    return actor.is_national or department.pk in actor.departments


def carries(actor: Actor, decision: Decision) -> bool:
    """Whether the association she acts for is to do it."""
    return actor.acts_for is not None and decision.organisation_id == actor.acts_for


def may_follow(actor: Actor, decision: Decision) -> bool:
    """Who is to do it, who wrote it down, and the animators of the place."""
    wrote = actor.acts_for is not None and decision.written_for_id == actor.acts_for
    return carries(actor, decision) or wrote or animates(actor, decision.department)
