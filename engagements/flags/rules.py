"""Who reads what was reported, and who reads it again."""

from engagements.flags.models import Case
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from signatories.territories.models import Department


def reads(actor: Actor, department: Department) -> bool:
    """Whether she animates the department where something was written."""
    return actor.is_national or department.pk in actor.departments


def reads_again(actor: Actor, case: Case) -> bool:
    """Who answers an appeal: its animators and who reads for the comité, but for who decided."""
    if actor.person is None or actor.person.pk == case.decided_by_id:
        return False
    return actor.reads_for_the_committee or reads(actor, case.department)


def may_appeal(actor: Actor, case: Case) -> bool:
    """Who acts for the association whose words they are, once."""
    return isinstance(actor, Contact) and actor.acts_for == case.author_id and case.may_be_appealed
