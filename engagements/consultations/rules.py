"""Who may write a call, and who looks after it."""

from engagements.consultations.models import Call, Consultation, State
from engagements.scope.models import Placed
from engagements.scope.rules import signs
from signatories.people.actors import Actor


def may_write(actor: Actor) -> bool:
    """Contacts of published signatories, and who animates something."""
    return actor.animates or signs(actor)


def looks_after(actor: Actor, placed: Placed) -> bool:
    """Whether she animates the department where something is."""
    return actor.is_national or placed.department.pk in actor.departments


def leads(actor: Actor, room: Consultation) -> bool:
    """Whether she leads a consultation: for the association that opened it; for the team, where it did."""
    if room.organiser_id:
        return room.organiser_id == actor.acts_for
    return actor.is_national or room.department_id in actor.departments


def may_open(actor: Actor, call: Call) -> bool:
    """Whether she may open a consultation on a call, somewhere at least."""
    if call.hidden_at or call.state == State.OVER:
        return False
    return may_write(actor) and (bool(actor.acts_for) or looks_after(actor, call))
