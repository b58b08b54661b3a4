"""Page-shaped reads of associations."""

from django.contrib.auth.models import AnonymousUser

from signatories.organisations.actions.invitations import digest
from signatories.organisations.models import Invitation, Organisation, OrganisationQuerySet
from signatories.people.models import User


def looked_after_by(user: User | AnonymousUser) -> OrganisationQuerySet:
    """The associations whose space a person may open; none for somebody who is not signed in."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.of(user).select_related("commune__department").distinct()


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a mailed link opens, whatever its state."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    return rows.filter(token_hash=digest(token)).first()
