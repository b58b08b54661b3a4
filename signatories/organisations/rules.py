"""Who may do what with an association's record."""

from django.contrib.auth.models import AnonymousUser

from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.rules import may_animate


def is_contact(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether the person looks after this association today."""
    if not user.is_authenticated:
        return False
    return organisation.memberships.current().filter(user=user).exists()


def may_edit(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Its contacts, and who animates its department."""
    return may_animate(user, organisation.department_code) or (user.is_active and is_contact(user, organisation))


def may_decide(user: User | AnonymousUser, request: JoinRequest) -> bool:
    """An association's contacts choose who joins them; where there is none, who animates its department does."""
    if request.organisation.memberships.current().exists():
        return user.is_active and is_contact(user, request.organisation)
    return may_animate(user, request.organisation.department_code)


def may_keep_networks(actor: Actor) -> bool:
    """The list is the same everywhere."""
    return actor.is_national


def may_publish_name(user: User | AnonymousUser, membership: Membership) -> bool:
    """Nobody publishes somebody else's name."""
    return user.is_authenticated and membership.user_id == user.pk
