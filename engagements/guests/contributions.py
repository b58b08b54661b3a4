"""What guests add elsewhere: the way to invite, on a neighbourhood's page and in the workspace; their end."""

from django.urls import reverse

from engagements.guests import queries
from engagements.guests.actions import forget_old
from engagements.guests.models import Guest, GuestKey
from engagements.guests.rules import may_invite
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.history.kinds import declare
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import NEIGHBOURHOOD, WORKSPACE_LINKS, WorkspaceLink
from signatories.territories.models import Qpv

declare(
    {
        "guest.invited": "Personne invitée à lire les besoins d’un quartier",
        "guest.ended": "Invitation à lire les besoins d’un quartier retirée",
    }
)
kept(Guest, "called", why="it goes on the day its invitation ends, a year after it was given at most")
kept(Guest, "invited_by", why=ACCOUNT)
kept(GuestKey, "purpose", "digest", why="codes")


@RETENTION.contribute(order=612)
def who_was_invited() -> Retention:
    return Retention(
        during=YEAR,
        forget=forget_old,
        what="Le nom sous lequel vous êtes invité à lire les besoins d’un quartier",
        why="Que le quartier sache qui peut les lire.",
        besides=" au plus, ou dès que l’invitation finit",
    )


@NEIGHBOURHOOD.contribute(order=712)
def way_to_invite(qpv: Qpv, actor: Actor) -> Section | None:
    """For who may invite there."""
    if not may_invite(actor, qpv):
        return None
    context = {"qpv": qpv, "guests": queries.invited(actor).filter(qpv=qpv)}
    return Section("Qui est invité à lire", "engagements/guests/_neighbourhood.html", context, key="invites")


@WORKSPACE_LINKS.contribute(order=712)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    invited = queries.invited(actor).count()
    return WorkspaceLink("Personnes invitées dans un quartier", reverse("guests:team"), invited)
