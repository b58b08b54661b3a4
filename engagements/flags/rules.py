"""Who reads what was reported, and who reads it again."""

from django.db.models import Q, QuerySet

from engagements.flags.models import Case
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership, Organisation
from signatories.people.actors import Actor
from signatories.people.models import Role, User
from signatories.territories.models import Department


def animates(actor: Actor, department: Department) -> bool:
    """Whether she animates the department where something was written."""
    return actor.is_national or department.pk in actor.departments


def reads(actor: Actor, case: Case) -> bool:
    """Who decides: its animators; who is named, alone, where somebody is."""
    return animates(actor, case.department) and _is_named(actor, case)


def reads_again(actor: Actor, case: Case) -> bool:
    """Who answers an appeal: its animators and who reads for the comité, but for who decided; who is named, alone,
    where somebody is."""
    if actor.person is None or actor.person.pk == case.decided_by_id:
        return False
    return (actor.reads_for_the_committee or animates(actor, case.department)) and _is_named(actor, case)


def _is_named(actor: Actor, case: Case) -> bool:
    return case.reader_id is None or (actor.person is not None and actor.person.pk == case.reader_id)


def who_may_be_named(
    department: Department, among: QuerySet[Organisation], *, but: User | None = None
) -> list[User]:
    """Who may be the one person to read what is said among associations, the first one first: who animates the
    department since longest, then who animates everywhere; to read again after `but`, who reads for the comité at
    last. Never who acts for one of these associations (3 queries at most)."""
    theirs = Membership.objects.current().filter(organisation__in=among)
    held = Role.objects.current().filter(user__is_active=True).exclude(user__in=theirs.values("user"))
    wanted = [Q(kind=Role.Kind.TERRITORIAL, department=department), Q(kind=Role.Kind.NATIONAL)]
    if but is not None:
        held, wanted = held.exclude(user=but), [*wanted, Q(kind=Role.Kind.COMMITTEE)]
    found = [role.user for which in wanted for role in _longest_first(held.filter(which))]
    return list(dict.fromkeys(found))


def _longest_first(roles: QuerySet[Role]) -> QuerySet[Role]:
    return roles.select_related("user").order_by("started_at", "pk")


def may_appeal(actor: Actor, case: Case) -> bool:
    """Who acts for the association whose words they are, once."""
    return isinstance(actor, Contact) and actor.acts_for == case.author_id and case.may_be_appealed
