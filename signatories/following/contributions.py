"""What following associations adds to the team's workspace."""

from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import erased_with_association
from signatories.following.actions import refresh
from signatories.following.models import Followed
from signatories.organisations.models import Membership, Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINKS, Leaver, WorkspaceLink

erased_with_association(Followed, "name_key", "search_text")
unions.stays(Followed, "organisation", why="made anew from what became of both records")


@FORGET_PERSON.contribute(order=950)
def that_she_left(leaver: Leaver) -> None:
    """Of the associations that she looked after, once she does no more."""
    hers = Membership.objects.filter(user=leaver.person) if leaver.person else Membership.objects.none()
    for organisation in {*hers.values_list("organisation", flat=True)}:
        refresh(organisation)


@FORGET_ORGANISATION.contribute(order=1100)
def its_row(organisation: Organisation) -> None:
    """Once its record is erased."""
    refresh(organisation.pk)


@WORKSPACE_LINKS.contribute(order=50)
def every_association(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    number = Followed.objects.visible_to(actor).count()
    return WorkspaceLink("Retrouver une association", reverse("following:list"), number)
