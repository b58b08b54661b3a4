"""What signing sessions add elsewhere: to the team's workspace."""

from django.urls import reverse

from signatories.history.kinds import declare
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WORKSPACE_WAITING, Waiting, WorkspaceLink
from signatories.signatures.models import SigningSession

declare(
    {
        "session.opened": "Séance de signature ouverte",
        "session.closed": "Séance de signature fermée",
        "session.reopened": "Séance de signature rouverte",
    }
)


@WORKSPACE_WAITING.contribute(order=400)
def open_sessions(actor: TeamMember) -> list[Waiting]:
    return [
        Waiting(
            f"Séance ouverte\u202f: {session.title}",
            reverse("signing_sessions:detail", args=[session.code]),
            template="signatories/sessions/_open.html",
            context={"session": session},
        )
        for session in SigningSession.objects.visible_to(actor).filter(closed_at=None)
    ]


@WORKSPACE_LINKS.contribute(order=200)
def open_a_session(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    return WorkspaceLink("Ouvrir une séance de signature", reverse("signing_sessions:list"))
