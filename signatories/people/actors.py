"""Who asks: a person and, where one acts for it, the association. Upper actions and `visible_to` are given it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from signatories.people.models import Role, User

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING  # an empty Q would vanish in an "or"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`person` is None for a visitor; `acts_for` is the association in whose name the person acts, if any.

    `roles` and `departments` (their codes) are those of the team, and empty unless a second factor was used."""

    person: User | None = None
    acts_for: UUID | None = None
    roles: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()

    @property
    def is_national(self) -> bool:
        return Role.Kind.NATIONAL in self.roles

    @property
    def animates(self) -> bool:
        """Something at least, be it one department."""
        return self.is_national or bool(self.departments)

    @property
    def reads_for_the_committee(self) -> bool:
        return Role.Kind.COMMITTEE in self.roles

    def animated(self, department: str) -> Q:
        """The rows that the actor looks after as an animator, for `visible_to`; `department` is the way from a row
        to the department of its head office. All for a national animator, none for who animates nothing."""
        return EVERYTHING if self.is_national else Q(**{f"{department}__in": self.departments})

    def acted_for(self, organisation: str) -> Q:
        """The rows of the association that the actor acts for; `organisation` is the way from a row to it."""
        return Q(**{organisation: self.acts_for}) if self.acts_for else NOTHING


@dataclass(frozen=True, kw_only=True)
class TeamMember(Actor):
    """Somebody of the federation's team, who acts for no association."""

    person: User
