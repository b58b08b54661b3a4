"""What the team adds elsewhere: to its own workspace, and to the forgetting of a person."""

from django.urls import reverse

from qpv_charter.toolkit.personal import ACCOUNT, kept
from signatories.history.kinds import declare
from signatories.outbox.limits import unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINKS, Leaver, WorkspaceLink
from signatories.team.actions import end_every_role
from signatories.team.models import AnswerDay

declare(
    {
        "role.given": "Rôle donné",
        "role.ended": "Rôle terminé",
        "second_factor.reset": "Deuxième protection réinitialisée",
        "team.answer_day_said": "Jour de réponse de l’équipe",
    }
)

kept(AnswerDay, "said_by", why=ACCOUNT)


unlimited(
    *(f"team.{news}" for news in ("given", "given_of_colleague", "ended", "ended_of_colleague")),
    *(f"team.second_factor_reset{whose}" for whose in ("", "_of_colleague")),
    why="national animators decide, and must hear of it",
)


@WORKSPACE_LINKS.contribute(order=400)
def its_people(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("L’équipe\u202f: donner un rôle, y mettre fin", reverse("team:team"))


@WORKSPACE_LINKS.contribute(order=410)
def its_days(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("Le jour où l’équipe répond", reverse("team:answer_day"))


@FORGET_PERSON.contribute(order=150)
def her_roles(leaver: Leaver) -> None:
    """That they were held stays; they are no longer."""
    if leaver.person:
        end_every_role(leaver.person, by=None)
