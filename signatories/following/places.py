"""Where slices above may add to what the team reads of associations, and asks of their list."""

from collections.abc import Callable
from dataclasses import dataclass, field

from qpv_charter.toolkit.contributions import Place, Section
from signatories.following.models import FollowedQuerySet
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.places import WorkspaceLink


@dataclass(frozen=True)
class Group:
    """Associations that a slice above tells from the others by what it holds. `slug` is what the address of their
    list calls them: one can keep it, so it never comes to mean others."""

    slug: str
    label: str
    narrow: Callable[[FollowedQuerySet], FollowedQuerySet] = field(compare=False)

    def __str__(self) -> str:
        return self.label


FOLLOWED: Place[[Organisation, TeamMember], Section] = Place("an association’s page in the team’s workspace")
GROUPS: Place[[], Group] = Place("groups of associations that the team’s list narrows to")
# Given what the address of the list asks (`Filters.as_query`), "" for all of them.
LISTED: Place[[str, TeamMember], WorkspaceLink] = Place("what the team may do with the associations of a list")
