"""Who may do what with an association's record."""

from django.contrib.auth.models import AnonymousUser

from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.people.models import User


def is_contact(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether the person looks after this association today."""
    if not user.is_authenticated:
        return False
    return organisation.memberships.current().filter(user=user).exists()


def may_edit(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Its contacts, and the federation's team (whose pages ask for a second factor)."""
    return user.is_authenticated and user.is_active and (user.is_staff or is_contact(user, organisation))


def may_decide(user: User | AnonymousUser, request: JoinRequest) -> bool:
    """An association's contacts choose who joins them; where there is none, the federation's team does."""
    if not user.is_authenticated or not user.is_active:
        return False
    if request.organisation.memberships.current().exists():
        return is_contact(user, request.organisation)
    return user.is_staff


def may_publish_name(user: User | AnonymousUser, membership: Membership) -> bool:
    """Nobody publishes somebody else's name."""
    return user.is_authenticated and membership.user_id == user.pk
