"""« C’est fait ? », asked by the letter at the end of its month, of the association that is to do something."""

from typing import Any
from uuid import UUID

from engagements.decisions import actions
from engagements.decisions.forms import AGAIN, DONE, LATER, StepForm
from engagements.decisions.models import Decision
from engagements.decisions.queries import of
from engagements.letter.places import Reply
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor

WHERE_IT_STANDS = "decisions.where_it_stands"


def asked(decision: Decision) -> str:
    by_when = f"prévu pour {month(decision.month)}\u202f: c’est fait\u202f?"
    return f"«\u202f{decision.text}\u202f» ({decision.place}), {by_when}"


def where_it_stands(actor: Contact, about: UUID) -> Reply | None:
    decision = of(actor.organisation).filter(pk=about).first()
    if decision is None:
        return None
    return Reply(
        title="Où en est-on\u202f?",
        text=asked(decision),
        form=lambda data: StepForm(data, decision=decision),
        say=lambda form: say(decision, by=actor, said=form.cleaned_data),
        href=decision.get_absolute_url(),
        submit="Enregistrer",
    )


def say(decision: Decision, *, by: Actor, said: dict[str, Any]) -> Decision:
    """What the form of where it stands says, done; the decision to show then."""
    if said["says"] == DONE:
        return actions.finish(decision, by=by, told=said["told"])
    if said["says"] == LATER:
        return actions.carry_over(decision, by=by, month=said["month"])
    if said["says"] == AGAIN:
        return actions.reopen(decision, by=by)
    return actions.drop(decision, by=by, why=said["told"])
