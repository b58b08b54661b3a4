"""What needs add elsewhere: a card to a neighbourhood, a door, a step, the letter, evidence for the year."""

from datetime import datetime, time
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from engagements.flags.places import Kind, reported
from engagements.letter.places import LETTER, Asks, Part, Told, replied
from engagements.needs import queries, replies
from engagements.needs.actions import KIND, changed
from engagements.needs.lists import NeedFilters, Needs
from engagements.needs.models import Need, NeedStep, Seconded
from engagements.needs.rules import may_note
from engagements.scope.queries import seen_by_all
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, kept
from qpv_charter.toolkit.templatetags.toolkit import counted, month
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, SPACE_STEPS, Evidence, Step
from signatories.people.actors import Actor
from signatories.people.places import DOORS, NEIGHBOURHOOD, Door, Period
from signatories.territories.models import Qpv

SHOWN, MOST_TOLD, MOST_ASKED = 5, 5, 3
SAID_NEEDS = ("besoin dit", "besoins dits")
FOLLOWED = {
    NeedStep.Kind.TOLD: "L’a dit",
    NeedStep.Kind.ANSWERED: "A dit ce qui a été fait",
    NeedStep.Kind.SET_ASIDE: "A dit ce qui n’a pas été possible",
}

declare(
    {
        "need.noted": "Besoin noté",
        "need.seconded": "Besoin vu aussi par une association",
        "need.seconded_no_more": "Besoin que l’association ne dit plus voir",
        "need.felt_too": "Besoin ressenti aussi par une habitante ou un habitant",
        "need.felt_no_more": "«\u202fChez moi aussi\u202f» retiré",
        "need.read": "Besoin écrit par une habitante ou un habitant, et lu",
        "need.withdrawn": "Besoin retiré par la personne qui l’a écrit",
        "need.joined": "Besoin réuni avec un autre",
        "need.parted": "Besoin séparé d’un autre",
        "need.told": "Besoin dit à qui peut y répondre",
        "need.answered": "Réponse donnée à un besoin",
        "need.set_aside": "Besoin resté sans réponse possible",
        "need.reopened": "Besoin rouvert",
    }
)

SAID = (
    "what residents said, without their names: who writes it is asked to, and the team hides what names somebody"
)
kept(Need, "text", "occasion", "commitments", why=SAID)
kept(NeedStep, "told_to", "text", why=SAID)
kept(NeedStep, "said_by", why=ACCOUNT)
kept(Seconded, "said_by", why=ACCOUNT)
unions.moves(Seconded, "organisation")
unions.moves(NeedStep, "organisation")

replied(replies.SEEN_TOO, replies.seen_too)
reported(
    Kind(
        name=KIND,
        event="need",
        called="un besoin que vous avez noté",
        model=Need,
        said=queries.words_of,
        author=lambda need: need.voice.noted_for,
        changed=changed,
    ),
    noun="Besoin",
)


@NEIGHBOURHOOD.contribute(order=710, pages=["needs:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    """What is said there and waits for an answer, what most see first; and what got one."""
    waiting, answered = list(queries.at(qpv, actor)[: SHOWN + 1]), list(queries.answered_at(qpv, actor)[:SHOWN])
    if not waiting and not answered:
        return None
    context = {
        "needs": waiting[:SHOWN],
        "answered": answered,
        "more": len(waiting) > SHOWN,
        "href": Needs(filters=NeedFilters(qpv=qpv)).href(),
    }
    return Section("Ce qui se dit ici", "engagements/needs/_neighbourhood.html", context, key="besoins")


@DOORS.contribute(order=100)
def door(actor: Actor) -> Door:
    return Door(
        "veille",
        "Ce qui se dit dans les quartiers",
        reverse("needs:list"),
        "Ce que des habitantes et habitants disent des besoins, qui le voit aussi, et ce qui en est fait.",
    )


@SPACE_STEPS.contribute(order=710)
def of_space(actor: Contact) -> Step | None:
    if not may_note(actor):
        return None
    return Step(
        "Noter ce qui s’est dit",
        "Après un café des parents ou une réunion\u202f: une ligne par besoin, dix au plus.",
        reverse("needs:note", args=[actor.organisation.slug]),
    )


@LETTER.contribute(order=190)
def who_sees_it_too(actor: Contact, period: Period) -> list[Told]:
    """What was noted in the period by others of its places, what most see first: asked once."""
    new = queries.to_second(actor).filter(noted_at__date__gte=period.start, noted_at__date__lt=period.end)
    return [
        Told(
            Part.ANSWER,
            f"need.seen_too:{need.pk}",
            replies.asked(need),
            href=need.get_absolute_url(),
            asks=Asks(replies.SEEN_TOO, need.pk),
        )
        for need in new.most_seen_first()[:MOST_ASKED]
    ]


@LETTER.contribute(order=200)
def what_was_answered(actor: Contact, period: Period) -> list[Told]:
    """The needs of the places where it acts that got an answer."""
    found = queries.answered_near(actor, period).order_by("-state_at", "pk")[:MOST_TOLD]
    return [
        Told(
            Part.DONE,
            f"need:{need.pk}",
            f"Une réponse a été donnée à «\u202f{need.text}\u202f» ({need.place}).",
            href=need.get_absolute_url(),
        )
        for need in found
    ]


@EVIDENCE.contribute(order=100, pages=["needs"])
def what_it_noted(organisation: Organisation, period: Period) -> list[Evidence]:
    """A line for each month in which it noted needs, one for each need that it followed."""
    noted = list(queries.noted_by(organisation, period).order_by("said_in", "noted_at"))
    followed = list(queries.followed_by(organisation, period))
    told = [*noted, *(step.need for step in followed)]
    seen = seen_by_all(told, among=Need.objects.visible_to(Actor()))
    months = groupby(noted, key=lambda need: need.said_in)
    lines = [_of_month(month_, list(needs), seen=seen) for month_, needs in months]
    return [*lines, *(_of_step(step, is_seen=step.need_id in seen) for step in followed)]


def _of_month(said_in: datetime, needs: list[Need], *, seen: set[UUID]) -> Evidence:
    """In public, those that everybody may read."""
    shown = [need for need in needs if need.pk in seen]
    residents = f"par des habitantes et habitants en {month(said_in)}."
    return Evidence(
        at=needs[0].noted_at,
        text=f"Vous avez noté {counted(len(needs), SAID_NEEDS)} {residents}",
        href=(shown or needs)[0].get_absolute_url(),
        commitments=("veille",),
        public=f"A noté {counted(len(shown), SAID_NEEDS)} {residents}" if shown else "",
    )


def _of_step(step: NeedStep, *, is_seen: bool) -> Evidence:
    said, to = f"«\u202f{step.need.text}\u202f»", f" (à\u202f: {step.told_to})" if step.told_to else ""
    return Evidence(
        at=timezone.make_aware(datetime.combine(step.happened_on, time(12))),
        text=f"{said}\u202f: {step.get_kind_display()}{to}.",
        href=step.need.get_absolute_url(),
        commitments=("veille",),
        public=f"{FOLLOWED[NeedStep.Kind(step.kind)]}{to}\u202f: {said}." if is_seen else "",
    )
