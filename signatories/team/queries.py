"""Who is in the team, and who was."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from signatories.people.models import Role, User
from signatories.people.second_factor import FACTORS
from signatories.team.models import AnswerDay
from signatories.team.rules import may_reset_second_factor

PAST_SHOWN = 30
BY_PLACE = ("kind", "department__code", "pk")


@dataclass(frozen=True)
class Colleague:
    user: User
    roles: list[Role]
    is_protected: bool
    may_be_reset: bool


def colleagues(*, seen_by: User) -> list[Colleague]:
    """Everybody who holds a role of the team today, by name, each with the roles (1 query)."""
    factors = Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS)
    held = current_roles().annotate(is_protected=Exists(factors))
    held = held.order_by("user__last_name", "user__first_name", "user_id", *BY_PLACE)
    return [
        _colleague(user, list(roles), seen_by=seen_by) for user, roles in groupby(held, key=lambda role: role.user)
    ]


def _colleague(user: User, roles: list[Any], *, seen_by: User) -> Colleague:
    protected = roles[0].is_protected
    return Colleague(user, roles, protected, protected and may_reset_second_factor(seen_by, user))


def current_roles() -> QuerySet[Role]:
    return _named(Role.objects.current())


def past_roles() -> QuerySet[Role]:
    """The roles that ended last."""
    return _named(Role.objects.filter(ended_at__isnull=False)).order_by("-ended_at", "-pk")[:PAST_SHOWN]


def answer_days() -> QuerySet[AnswerDay]:
    """What the team said of its day, the last first."""
    return AnswerDay.objects.select_related("said_by")[:PAST_SHOWN]


def _named(roles: QuerySet[Role]) -> QuerySet[Role]:
    return roles.filter(kind__in=Role.TEAM).select_related("user", "department", "given_by", "ended_by")
