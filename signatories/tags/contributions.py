"""What the team's words add elsewhere: to its workspace, to the history, to what is forgotten."""

from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import impersonal
from signatories.history.kinds import declare
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink
from signatories.tags.actions import forget_filing
from signatories.tags.models import Tag, Tagging
from signatories.tags.rules import may_keep

declare(
    {
        "tag.made": "Étiquette créée",
        "tag.renamed": "Étiquette renommée",
        "tag.removed": "Étiquette supprimée",
        "tag.put_on": "Étiquette mise",
        "tag.taken_off": "Étiquette enlevée",
    }
)
impersonal(Tag, why="words that the team sorts by, the same for all")
unions.moves(Tagging, "organisation")


@WORKSPACE_LINKS.contribute(order=55)
def its_words(actor: TeamMember) -> WorkspaceLink | None:
    return WorkspaceLink("Les étiquettes", reverse("tags:list")) if may_keep(actor) else None


@FORGET_ORGANISATION.contribute(order=90)
def how_it_was_filed(organisation: Organisation) -> None:
    forget_filing(organisation)
