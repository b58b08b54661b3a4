"""What reports add elsewhere: words of the history, a link of the workspace; what becomes of what they hold."""

from django.urls import reverse

from evaluations.campaigns.models import Campaign
from evaluations.reports.models import Edition
from qpv_charter.toolkit.personal import ACCOUNT, kept
from signatories.history.kinds import declare
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink

declare({"report.frozen": "Édition du rapport figée"})

kept(Edition, "content", "sha256", why="a published report, of groups of five associations at least")
kept(Edition, "told", why="identifiers and codes, without which the next edition could let somebody be read")
kept(Edition, "frozen_by", why=ACCOUNT)


@WORKSPACE_LINKS.contribute(order=850)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    """To the year whose reminders are over, then to it still: an edition may follow."""
    states = (Campaign.State.CLOSED, Campaign.State.REPORTED)
    campaign = Campaign.objects.filter(state__in=states).order_by("-year").first() if actor.is_national else None
    if campaign is None:
        return None
    return WorkspaceLink(f"Le rapport {campaign.year}", reverse("reports:freeze", args=[campaign.year]))
