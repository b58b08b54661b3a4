"""What following associations adds to the team's workspace."""

from django.urls import reverse

from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink


@WORKSPACE_LINKS.contribute(order=50)
def every_association(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    number = Organisation.objects.visible_to(actor).filter(erased_at=None).count()
    return WorkspaceLink("Retrouver une association", reverse("following:list"), number)
