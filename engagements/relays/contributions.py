"""What relays add elsewhere: a step to the space, what waits for the team, the forgetting of a person."""

from django.urls import reverse

from engagements.relays.models import Relay
from engagements.relays.rules import may_accept
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, kept
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_PAPERS, SPACE_STEPS, Paper, Step
from signatories.outbox.limits import limited, unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINES, WORKSPACE_LINKS, Line, Pile, Share, WorkspaceLink

declare(
    {
        "relay.accepted": "Oui d’une association pour être relais de quartier",
        "relay.given": "Relais de quartier donné",
        "relay.talk_said": "Relais de quartier\u202f: où et quand venir en parler",
        "relay.ended": "Fin d’un relais de quartier",
    }
)
kept(Relay, "first", "second", "asked_by", "given_by", "ended_by", why=ACCOUNT)
erased_with_association(Relay, "talk")
unions.moves(Relay, "organisation")
unlimited("relays.given", "relays.ended", why="once in the life of a relais, and its people must hear of it")
limited(
    "relays.accepted",
    to=[Limit("relays-accepted-to", times=40, seconds=DAY, share=8)],
    by=[Limit("relays-accepted-by", times=8, seconds=DAY)],
)


@FORGET_ORGANISATION.contribute(order=705)
def where_it_spoke(organisation: Organisation) -> None:
    Relay.objects.filter(organisation=organisation).update(talk="")


@SPACE_STEPS.contribute(order=705)
def be_relay(actor: Contact) -> Step | None:
    """For an association that acts in a neighbourhood and said nothing of it yet."""
    organisation = actor.organisation
    if not may_accept(actor) or not organisation.qpvs.exists() or _ever(organisation):
        return None
    return Step(
        "Être relais dans votre quartier",
        "Des habitantes et habitants écrivent leurs besoins\u202f; deux personnes chez vous les lisent d’abord.",
        reverse("relays:space", args=[organisation.slug]),
    )


@SPACE_PAPERS.contribute(order=705)
def its_relays(actor: Contact) -> Paper | None:
    if not _ever(actor.organisation):
        return None
    return Paper("Relais de quartier", reverse("relays:space", args=[actor.organisation.slug]))


@WORKSPACE_LINES.contribute(order=705)
def to_give(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="relais",
        share=Share.DECIDE,
        counted=("relais de quartier à donner", "relais de quartier à donner"),
        href=reverse("relays:team"),
        rows=Relay.objects.visible_to(actor).asked().select_related("organisation", "qpv"),
        since="asked_at",
        line=lambda relay: Line(
            f"{relay.organisation.name}, {relay.qpv.name}",
            reverse("relays:team"),
            "Cette association accepte de lire ce qui se dit.",
        ),
    )


@WORKSPACE_LINKS.contribute(order=705)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    serving = Relay.objects.visible_to(actor).serving().count()
    return WorkspaceLink("Relais de quartier", reverse("relays:team"), serving)


def _ever(organisation: Organisation) -> bool:
    return Relay.objects.filter(organisation=organisation).exists()
