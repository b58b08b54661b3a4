"""What acting on several adds elsewhere: to the list of associations, and to the page of each."""

from django.urls import reverse

from qpv_charter.toolkit.contributions import Section
from signatories.following.places import FOLLOWED, LISTED
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.places import WorkspaceLink
from signatories.tags.queries import tags_of


@LISTED.contribute(order=200)
def file_these(asked: str, actor: TeamMember) -> WorkspaceLink | None:
    return WorkspaceLink("Étiqueter ces associations", reverse("together:file") + asked) if asked else None


@LISTED.contribute(order=300)
def pause_these(asked: str, actor: TeamMember) -> WorkspaceLink | None:
    words = "Mettre en pause celles qu’on n’a pas pu joindre"
    return WorkspaceLink(words, reverse("together:pause") + asked) if asked else None


@FOLLOWED.contribute(order=40)
def its_tags(organisation: Organisation, actor: TeamMember) -> Section:
    context = {"organisation": organisation, "tags": tags_of(organisation)}
    return Section("Étiquettes", "signatories/together/_followed.html", context)
