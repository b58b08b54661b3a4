"""Who may do what with signing sessions."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from signatories.people.models import User


def may_run_sessions(user: User | AnonymousUser) -> bool:
    """The federation's team; its second factor is asked for on the way to `/animation/`."""
    return isinstance(user, User) and user.is_active and user.is_staff


def require_team(user: User | AnonymousUser) -> User:
    """The member of the team who asks. Raises PermissionDenied for anybody else."""
    if isinstance(user, User) and may_run_sessions(user):
        return user
    raise PermissionDenied("Cette page est réservée à l’équipe d’animation de la charte.")
