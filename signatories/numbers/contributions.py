"""What numbers add to the team's workspace."""

from django.urls import reverse

from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink


@WORKSPACE_LINKS.contribute(order=430)
def how_many(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates and not actor.reads_for_the_committee:
        return None
    return WorkspaceLink("Les chiffres", reverse("numbers:numbers"))
