"""Who is in the team, and who was."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from signatories.people.models import Role, User

PAST_SHOWN = 30
BY_PLACE = ("kind", "department__code", "pk")


@dataclass(frozen=True)
class Colleague:
    user: User
    roles: list[Role]


def colleagues() -> list[Colleague]:
    """Everybody who holds a role of the team today, by name, each with the roles (1 query)."""
    held = current_roles().order_by("user__last_name", "user__first_name", "user_id", *BY_PLACE)
    return [Colleague(user, list(roles)) for user, roles in groupby(held, key=lambda role: role.user)]


def current_roles() -> QuerySet[Role]:
    return _named(Role.objects.current())


def past_roles() -> QuerySet[Role]:
    """The roles that ended last."""
    return _named(Role.objects.filter(ended_at__isnull=False)).order_by("-ended_at", "-pk")[:PAST_SHOWN]


def _named(roles: QuerySet[Role]) -> QuerySet[Role]:
    return roles.filter(kind__in=Role.TEAM).select_related("user", "department", "given_by", "ended_by")
