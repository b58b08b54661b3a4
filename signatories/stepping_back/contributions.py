"""What stepping back adds elsewhere: to the card of a signature, to the team's day; and what is forgotten."""

from uuid import UUID

from django.urls import reverse

from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, HOUR, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.conditions import condition
from signatories.outbox.limits import limited
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINES, Leaver, Line, Pile, Share
from signatories.signatures.models import Signature, Status
from signatories.signatures.places import SIGNATURE_LINES
from signatories.stepping_back.forgetting import forget_reasons
from signatories.stepping_back.models import StepBack
from signatories.stepping_back.queries import standing_signature, to_settle, waiting_of

ORGANISATION = "signatories.organisation"

declare(
    {
        "step_back.asked": "Pause ou retrait demandé par l’association",
        "step_back.taken_back": "Demande de pause ou de retrait reprise",
    }
)
limited(
    *(f"stepping_back.{name}" for name in ("asked", "asked_of_team", "taken_back")),
    to=[Limit("step-backs-to", times=30, seconds=HOUR, share=15)],
    by=[Limit("step-backs-by", times=12, seconds=DAY)],
    about={ORGANISATION: [Limit("step-backs-about", times=12, seconds=DAY)]},
    otherwise="Vous avez changé d’avis plusieurs fois aujourd’hui\u202f: réessayez demain, ou écrivez à l’équipe "
    "d’animation.",
)

erased_with_either(StepBack, "reason")
kept(StepBack, "asked_by", "settled_by", why=ACCOUNT)


@condition("stepping_back.waiting", otherwise="C’est fait, ou l’association est revenue en arrière.")
def waiting(*, step: str) -> bool:
    return StepBack.objects.waiting().filter(pk=UUID(step)).exists()


@FORGET_PERSON.contribute(order=510)
def why_she_asked(leaver: Leaver) -> None:
    if leaver.person:
        forget_reasons(StepBack.objects.filter(asked_by=leaver.person))


@FORGET_ORGANISATION.contribute(order=110)
def why_it_asked(organisation: Organisation) -> None:
    forget_reasons(StepBack.objects.filter(signature__organisation=organisation))


@SIGNATURE_LINES.contribute(order=300)
def a_pause_or_its_end(actor: Contact, signature: Signature) -> Section | None:  # of the one that is in force
    standing = standing_signature(actor.organisation)
    if standing is None:
        return None
    context = {
        "organisation": actor.organisation,
        "step": waiting_of(actor.organisation),
        "may_pause": standing.status == Status.PUBLISHED,
    }
    return Section("", "signatories/stepping_back/_space.html", context)


@WORKSPACE_LINES.contribute(order=140)
def who_steps_back(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="departs",
        share=Share.DECIDE,
        counted=("demande de pause ou de retrait", "demandes de pause ou de retrait"),
        href=reverse("stepping_back:list"),
        rows=to_settle(actor),
        since="asked_at",
        line=_line,
    )


def _line(step: StepBack) -> Line:
    wants = "Elle demande une pause." if step.is_pause else "Elle demande à retirer sa signature."
    return Line(step.signature.organisation.name, reverse("stepping_back:settle", args=[step.pk]), wants)
