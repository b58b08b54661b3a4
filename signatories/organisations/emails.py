"""The mails of this slice, one function each, written in the caller's transaction."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst

from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import (
    Invitation,
    InvitationKey,
    JoinRequest,
    Membership,
    Organisation,
    ProposedChange,
)
from signatories.organisations.queries import called_to_others, correspondents
from signatories.outbox.actions import Mail, write, write_each
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.people.queries import team_addresses

FOLDER = "signatories/organisations/emails"


def invitation(invitation: Invitation, *, key: InvitationKey, in_place: bool = False) -> Message:
    """To the person invited, as one more or in the place of who invites (`in_place`); the link is their key, so
    the body is secret."""
    organisation, name = invitation.organisation, "handover" if in_place else "invitation"
    asks = "vous propose de prendre la suite" if in_place else "vous invite comme personne contact"
    return write(
        kind=f"organisations.{name}",
        to=invitation.email,
        subject=capfirst(f"{called_to_others(organisation)} {asks}"),
        template=f"{FOLDER}/{name}",
        context={
            "organisation": organisation,
            "invited_by": str(invitation.invited_by),
            "stays": invitation.hands_over is not None,
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
    return write(to=person.email, **_mail(organisation, "welcome", "Bienvenue\u202f:", person=person, link=link))


def handed_over(membership: Membership, *, successor: User) -> Message:
    """To who stayed until somebody came in her place."""
    opening = "Vous avez passé la main\u202f:"
    mail = _mail(membership.organisation, "handed_over", opening, also=[successor], successor=str(successor))
    return write(to=membership.user.email, **mail)


def contact_ended(membership: Membership) -> Message:
    """To somebody whom a colleague took off the list."""
    opening = "Vous n’êtes plus personne contact\u202f:"
    return write(to=membership.user.email, **_mail(membership.organisation, "contact_ended", opening))


def nobody_left(organisation: Organisation) -> list[Message]:
    """To the team: somebody has to be found."""
    told, called = team_addresses(organisation.department_code), called_to_others(organisation)
    mail = _mail(organisation, "nobody_left", "Plus de personne contact\u202f:", called=called)
    return write_each(to=told, **mail)


def join_asked(request: JoinRequest, *, contacts: Iterable[User]) -> list[Message]:
    """To each contact: they alone decide."""
    link = absolute(reverse("organisations:people", args=[request.organisation.slug]))
    name = request.organisation.name  # to its own people
    mail = _while_pending(request, "join_asked", "Une demande pour rejoindre", called=name, link=link)
    return write_each(to=[user.email for user in contacts], **mail)


def join_to_confirm(request: JoinRequest) -> list[Message]:
    """To the address that the association gave on paper."""
    link = absolute(reverse("organisations:confirm_join", args=[request.pk]))
    opening = "Confirmez votre demande pour rejoindre"
    mail = _while_pending(request, "join_to_confirm", opening, link=link)
    return write_each(to=[request.email], **mail | {"secret": True})


def join_received(request: JoinRequest) -> list[Message]:
    """To who asks, whoever answers: it arrived, and what comes next. Nothing that was typed: the address may be
    somebody else's."""
    called = called_to_others(request.organisation)
    page = absolute(request.organisation.get_absolute_url())  # type: ignore[attr-defined]  # settings/addresses.py
    opening = "Votre demande est bien arrivée\u202f:"
    mail = _mail(request.organisation, "join_received", opening, also=[request], called=called, page=page)
    return write_each(to=[request.email], **mail)


def join_asked_of_team(request: JoinRequest) -> list[Message]:
    """To the team, for an association without any contact."""
    opening, link = "Une demande pour rejoindre", absolute("/animation/")
    told = team_addresses(request.organisation.department_code)
    return write_each(to=told, **_while_pending(request, "join_asked_of_team", opening, link=link))


def join_told_former(request: JoinRequest, *, former: Iterable[User]) -> list[Message]:
    """To who looked after it last, and left: nothing that was typed, and a way to be surprised aloud."""
    opening, people = "Quelqu’un demande à s’occuper de votre ancienne association\u202f:", [*former]
    mail = _while_pending(request, "join_told_former", opening, link="")
    return write_each(to=[person.email for person in people], **mail | {"about": [*mail["about"], *people]})


def join_accepted(request: JoinRequest) -> Message:
    link = absolute(reverse("account_login"))
    opening, called = "Bienvenue\u202f:", called_to_others(request.organisation)
    mail = _mail(request.organisation, "join_accepted", opening, also=[request], called=called, link=link)
    return write(to=request.email, **mail)


def join_declined(request: JoinRequest) -> Message:
    opening, called = "Votre demande pour rejoindre", called_to_others(request.organisation)
    mail = _mail(request.organisation, "join_declined", opening, also=[request], called=called)
    return write(to=request.email, **mail)


def change_proposed(proposal: ProposedChange) -> list[Message]:
    """To the team: nothing changes until somebody of it accepts."""
    organisation, also = proposal.organisation, [proposal, proposal.proposed_by]
    opening, link = "Un changement à relire\u202f:", absolute("/animation/")
    mail = _mail(organisation, "change_proposed", opening, also=also, proposal=proposal, link=link)
    mail |= {"condition": "organisations.change_pending", "condition_args": {"proposal": proposal.pk}}
    return write_each(to=team_addresses(organisation.department_code), **mail)


def change_accepted(proposal: ProposedChange) -> list[Message]:
    return _to_association(proposal, "change_accepted", "C’est changé\u202f:")


def change_refused(proposal: ProposedChange) -> list[Message]:
    return _to_association(proposal, "change_refused", "Votre proposition de changement\u202f:")


def _to_association(proposal: ProposedChange, name: str, opening: str) -> list[Message]:
    """Who proposed may have left since: its name is the matter of all who look after it."""
    organisation, also = proposal.organisation, [proposal, proposal.proposed_by]
    space = absolute(reverse("organisations:space_detail", args=[organisation.slug]))
    return [
        write(
            to=reader.address,
            **_mail(
                organisation, name, opening, also=also, proposal=proposal, link=space if reader.person else ""
            ),
        )
        for reader in correspondents(organisation)
    ]


def _while_pending(request: JoinRequest, name: str, opening: str, *, called: str = "", link: str) -> Mail:
    """For whoever has to answer, as long as nobody did."""
    called = called or called_to_others(request.organisation)
    mail = _mail(request.organisation, name, opening, also=[request], called=called, request=request, link=link)
    return mail | {"condition": "organisations.join_pending", "condition_args": {"request": request.pk}}


def _mail(
    organisation: Organisation,
    name: str,
    opening: str,
    *,
    also: Iterable[Model] = (),
    called: str = "",
    **context: object,
) -> Mail:
    """`called`: in the subject, instead of the name of an association that others may not have read yet."""
    return {
        "kind": f"organisations.{name}",
        "subject": f"{opening} {called or organisation.name}",
        "template": f"{FOLDER}/{name}",
        "context": {"organisation": organisation} | context,
        "about": [organisation, *also],
    }
