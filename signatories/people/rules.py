"""What the roles of the team allow a person; the second factor is the matter of a page's audience."""

from django.contrib.auth.models import AnonymousUser

from signatories.people.models import Role, User

Kind = Role.Kind
ANIMATORS = (Kind.NATIONAL, Kind.TERRITORIAL)
Person = User | AnonymousUser


def is_of_the_team(user: Person) -> bool:
    return user.is_authenticated and user.is_staff


def is_national(user: Person) -> bool:
    """A national animator: everything of the workspace."""
    return user.is_authenticated and user.holds(Kind.NATIONAL)


def may_give_roles(user: Person) -> bool:
    """Roles are given, and ended, by national animators."""
    return is_national(user)


def may_animate(user: Person, department: str | None) -> bool:
    """Whether she looks after what has its head office there (a code; None when the place is not known)."""
    if not user.is_authenticated:
        return False
    return is_national(user) or department in departments_of(user)


def departments_of(user: User) -> frozenset[str]:
    """The codes of the departments that somebody animates; none for a national animator, who animates all."""
    return frozenset(role.department_id for role in user.current_roles if role.department_id)


def reads_for_the_committee(user: Person) -> bool:
    return user.is_authenticated and user.holds(Kind.COMMITTEE)


def reads_what_is_confided(user: Person) -> bool:
    return user.is_authenticated and user.holds(Kind.CONFIDED)
