"""The mails of this slice, one function each, written in the caller's transaction."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import Invitation, InvitationKey, JoinRequest, Membership, Organisation
from signatories.outbox.actions import write
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.people.queries import team_addresses

FOLDER = "signatories/organisations/emails"


def invitation(invitation: Invitation, *, key: InvitationKey) -> Message:
    """To the person invited; the link is their key, so the body is secret."""
    organisation = invitation.organisation
    return write(
        kind="organisations.invitation",
        to=invitation.email,
        subject=f"{organisation.name} vous invite comme personne contact",
        template=f"{FOLDER}/invitation",
        context={
            "organisation": organisation,
            "invited_by": str(invitation.invited_by),
            "expires_at": invitation.expires_at,
            "link": absolute(reverse("organisations:invitation_key", args=[key.clear])),
        },
        secret=True,
    )


def welcome(membership: Membership) -> Message:
    """To somebody who has just accepted an invitation."""
    organisation, person = membership.organisation, membership.user
    link = absolute(f"/espace/{organisation.slug}/")
    return _about(organisation, "welcome", person.email, "Bienvenue\u202f:", person=person, link=link)


def contact_ended(membership: Membership) -> Message:
    """To somebody whom a colleague took off the list."""
    return _about(
        membership.organisation, "contact_ended", membership.user.email, "Vous n’êtes plus personne contact\u202f:"
    )


def nobody_left(organisation: Organisation) -> list[Message]:
    """To the team: somebody has to be found."""
    return _to_team(organisation, "nobody_left", "Plus de personne contact\u202f:")


def join_asked(request: JoinRequest, *, contacts: Iterable[User]) -> list[Message]:
    """To each contact: they alone decide."""
    organisation = request.organisation
    link = absolute(reverse("organisations:people", args=[organisation.slug]))
    return [
        _about(organisation, "join_asked", user.email, "Une demande pour rejoindre", request=request, link=link)
        for user in contacts
    ]


def join_to_confirm(request: JoinRequest) -> Message:
    """To the address that the association gave on paper."""
    link = absolute(reverse("joining:confirm", args=[request.pk]))
    return _about(
        request.organisation,
        "join_to_confirm",
        request.email,
        "Confirmez votre demande pour rejoindre",
        secret=True,
        link=link,
    )


def join_asked_of_team(request: JoinRequest) -> list[Message]:
    """To the team, for an association without any contact."""
    link = absolute("/animation/")
    return _to_team(
        request.organisation, "join_asked_of_team", "Une demande pour rejoindre", request=request, link=link
    )


def join_accepted(request: JoinRequest) -> Message:
    link = absolute(reverse("account_login"))
    return _about(request.organisation, "join_accepted", request.email, "Bienvenue\u202f:", link=link)


def join_declined(request: JoinRequest) -> Message:
    return _about(request.organisation, "join_declined", request.email, "Votre demande pour rejoindre")


def _about(
    organisation: Organisation, name: str, to: str, opening: str, *, secret: bool = False, **context: Any
) -> Message:
    return write(
        kind=f"organisations.{name}",
        to=to,
        subject=f"{opening} {organisation.name}",
        template=f"{FOLDER}/{name}",
        context={"organisation": organisation} | context,
        secret=secret,
    )


def _to_team(organisation: Organisation, name: str, opening: str, **context: Any) -> list[Message]:
    return [_about(organisation, name, address, opening, **context) for address in team_addresses()]
