"""Who asks: a person and, where one acts for it, the association. Upper actions and `visible_to` are given it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from signatories.people.models import User


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`person` is None for a visitor; `acts_for` is the association in whose name the person acts, if any."""

    person: User | None = None
    acts_for: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class TeamMember(Actor):
    """Somebody of the federation's team, who acts for no association."""

    person: User


def team_member(request: HttpRequest) -> TeamMember:
    """The member of the team who asks. Raises Http404 for anybody else."""
    user = request.user
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        raise Http404
    return TeamMember(person=user)
