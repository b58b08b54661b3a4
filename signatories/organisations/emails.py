"""The mails of this slice, one function each, written in the caller's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import (
    Invitation,
    InvitationKey,
    JoinRequest,
    Membership,
    Organisation,
    ProposedChange,
)
from signatories.organisations.queries import correspondents
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
        about=[invitation, organisation, invitation.invited_by],
        secret=True,
        until=invitation.expires_at,
        condition="organisations.invitation_pending",
        condition_args={"invitation": invitation.pk},
    )


def welcome(membership: Membership) -> Message:
    """To somebody who has just accepted an invitation."""
    organisation, person = membership.organisation, membership.user
    link = absolute(reverse("organisations:space_detail", args=[organisation.slug]))
    return _about(organisation, "welcome", person.email, "Bienvenue\u202f:", person=person, link=link)


def contact_ended(membership: Membership) -> Message:
    """To somebody whom a colleague took off the list."""
    user = membership.user
    opening = "Vous n’êtes plus personne contact\u202f:"
    return _about(membership.organisation, "contact_ended", user.email, opening)


def nobody_left(organisation: Organisation) -> list[Message]:
    """To the team: somebody has to be found."""
    opening = "Plus de personne contact\u202f:"
    told = team_addresses(organisation.department_code)
    return [_about(organisation, "nobody_left", address, opening) for address in told]


def join_asked(request: JoinRequest, *, contacts: Iterable[User]) -> list[Message]:
    """To each contact: they alone decide."""
    organisation = request.organisation
    link = absolute(reverse("organisations:people", args=[organisation.slug]))
    opening = "Une demande pour rejoindre"
    return [_while_pending(request, "join_asked", user.email, opening, link=link) for user in contacts]


def join_to_confirm(request: JoinRequest) -> Message:
    """To the address that the association gave on paper."""
    link = absolute(reverse("organisations:confirm_join", args=[request.pk]))
    opening = "Confirmez votre demande pour rejoindre"
    return _while_pending(request, "join_to_confirm", request.email, opening, secret=True, link=link)


def join_asked_of_team(request: JoinRequest) -> list[Message]:
    """To the team, for an association without any contact."""
    link = absolute("/animation/")
    opening = "Une demande pour rejoindre"
    told = team_addresses(request.organisation.department_code)
    return [_while_pending(request, "join_asked_of_team", address, opening, link=link) for address in told]


def join_accepted(request: JoinRequest) -> Message:
    link = absolute(reverse("account_login"))
    return _about(
        request.organisation, "join_accepted", request.email, "Bienvenue\u202f:", also=[request], link=link
    )


def join_declined(request: JoinRequest) -> Message:
    opening = "Votre demande pour rejoindre"
    return _about(request.organisation, "join_declined", request.email, opening, also=[request])


def change_proposed(proposal: ProposedChange) -> list[Message]:
    """To the team: nothing changes until somebody of it accepts."""
    link = absolute("/animation/")
    opening = "Un changement à relire\u202f:"
    return [
        _about(
            proposal.organisation,
            "change_proposed",
            address,
            opening,
            also=[proposal, proposal.proposed_by],
            condition="organisations.change_pending",
            condition_args={"proposal": proposal.pk},
            proposal=proposal,
            link=link,
        )
        for address in team_addresses(proposal.organisation.department_code)
    ]


def change_accepted(proposal: ProposedChange) -> list[Message]:
    return _to_association(proposal, "change_accepted", "C’est changé\u202f:")


def change_refused(proposal: ProposedChange) -> list[Message]:
    return _to_association(proposal, "change_refused", "Votre proposition de changement\u202f:")


def _to_association(proposal: ProposedChange, name: str, opening: str) -> list[Message]:
    """Who proposed may have left since: its name is the matter of all who look after it."""
    organisation, also = proposal.organisation, [proposal, proposal.proposed_by]
    space = absolute(reverse("organisations:space_detail", args=[organisation.slug]))
    return [
        _about(
            organisation,
            name,
            reader.address,
            opening,
            also=also,
            proposal=proposal,
            link=space if reader.person else "",
        )
        for reader in correspondents(organisation)
    ]


def _while_pending(request: JoinRequest, name: str, to: str, opening: str, **more: Any) -> Message:
    """To whoever has to answer, as long as nobody did."""
    return _about(
        request.organisation,
        name,
        to,
        opening,
        also=[request],
        request=request,
        condition="organisations.join_pending",
        condition_args={"request": request.pk},
        **more,
    )


def _about(
    organisation: Organisation,
    name: str,
    to: str,
    opening: str,
    *,
    also: Iterable[Model] = (),
    secret: bool = False,
    condition: str = "",
    condition_args: Mapping[str, object] | None = None,
    **context: Any,
) -> Message:
    return write(
        kind=f"organisations.{name}",
        to=to,
        subject=f"{opening} {organisation.name}",
        template=f"{FOLDER}/{name}",
        context={"organisation": organisation} | context,
        about=[organisation, *also],
        secret=secret,
        condition=condition,
        condition_args=condition_args,
    )
