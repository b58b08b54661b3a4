"""What campaigns add elsewhere: words of the history, a link of the workspace."""

from django.urls import reverse

from signatories.history.kinds import declare
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink

declare(
    {
        "campaign.prepared": "Campagne préparée",
        "campaign.dates": "Dates de la campagne changées",
        "campaign.open": "Campagne ouverte",
        "campaign.closed": "Relances de la campagne terminées",
        "campaign.reported": "Rapport de la campagne paru",
    }
)


@WORKSPACE_LINKS.contribute(order=800)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("Faire le point\u202f: les campagnes", reverse("campaigns:list"))
