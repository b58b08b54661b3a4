"""What decisions add elsewhere: a card to a neighbourhood, to the space, what waits, the letter, evidence."""

from django.urls import reverse

from engagements.decisions import queries, replies
from engagements.decisions.actions import forget_words_of
from engagements.decisions.lists import DecisionFilters, Decisions
from engagements.decisions.models import Decision, State
from engagements.letter.places import LETTER, Asks, Part, Told, replied
from engagements.scope.queries import seen_by_all
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, kept
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import (
    EVIDENCE,
    FORGET_ORGANISATION,
    SPACE,
    SPACE_WAITING,
    Evidence,
)
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    DOORS,
    JOURNAL,
    NEIGHBOURHOOD,
    WORKSPACE_LINES,
    Asked,
    Door,
    Line,
    News,
    Period,
    Pile,
    Share,
)
from signatories.territories.models import Department, Qpv

SHOWN, MOST_TOLD = 5, 10

declare(
    {
        "decision.made": "Décision notée",
        "decision.corrected": "Décision corrigée",
        "decision.done": "Décision faite",
        "decision.dropped": "Décision laissée",
        "decision.carried_over": "Décision reportée",
        "decision.reopened": "Décision de nouveau à faire",
        "decision.shown": "Décision ouverte à d’autres, ou à moins de monde",
    }
)

erased_with_association(Decision, "text", "told")
kept(Decision, "commitments", why="slugs of the charter")
kept(Decision, "written_by", why=ACCOUNT)
unions.moves(Decision, "organisation", "written_for")

replied(replies.WHERE_IT_STANDS, replies.where_it_stands)


@FORGET_ORGANISATION.contribute(order=740)
def what_it_wrote(organisation: Organisation) -> None:
    forget_words_of(organisation)


@WORKSPACE_LINES.contribute(order=620)
def without_news(actor: TeamMember) -> Pile | None:
    """To be done by a month that is over, and nobody has said that it is."""
    if not actor.animates:
        return None
    return Pile(
        slug="decisions",
        share=Share.NEWS,
        counted=("décision sans nouvelles", "décisions sans nouvelles"),
        href=Decisions(filters=DecisionFilters(state=State.TO_DO)).href(),
        rows=queries.without_news(actor),
        since="month",
        line=lambda decision: Line(
            str(decision), decision.get_absolute_url(), f"Elle était à faire en {month(decision.month)}."
        ),
    )


@NEIGHBOURHOOD.contribute(order=250, pages=["decisions:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    """What is to be done before next time, the first month first."""
    found = list(queries.at(qpv, actor)[: SHOWN + 1])
    if not found:
        return None
    href = Decisions(filters=DecisionFilters(qpv=qpv, state=State.TO_DO)).href()
    context = {"decisions": found[:SHOWN], "href": href}
    return Section("À faire ensemble", "engagements/decisions/_neighbourhood.html", context, key="a-faire")


@DOORS.contribute(order=250)
def door(actor: Actor) -> Door:
    return Door(
        "debat",
        "Ce qui est décidé",
        reverse("decisions:list"),
        "Qui fait quoi, pour quel mois, et ce que c’est devenu.",
    )


@SPACE.contribute(order=300)
def what_it_is_to_do(actor: Contact) -> Section:
    context = {"decisions": queries.of(actor.organisation)[:SHOWN], "organisation": actor.organisation}
    return Section("Ce que nous avons à faire", "engagements/decisions/_space.html", context, key="a-faire")


@SPACE_WAITING.contribute(order=410)
def what_waits(actor: Contact) -> list[Asked]:
    """What it was to do by this month."""
    return [
        Asked(f"«\u202f{each.text}\u202f», prévu pour {month(each.month)}.", "Dire où l’on en est", _follow(each))
        for each in queries.late(actor.organisation)
    ]


@LETTER.contribute(order=250)
def told(actor: Contact, period: Period) -> list[Told]:
    """What it is to do, once it is decided, and at the end of its month; what others of the place did."""
    return [
        *map(_due, queries.due(actor.organisation, period)),
        *map(_promised, queries.promised(actor.organisation, period)),
        *map(_done, queries.done_near(actor, period)[:MOST_TOLD]),
    ]


@EVIDENCE.contribute(order=250, pages=["decisions"])
def what_it_did(organisation: Organisation, period: Period) -> list[Evidence]:
    found = list(queries.done_by(organisation, period))
    seen = seen_by_all(found, among=Decision.objects.visible_to(Actor()))
    own = queries.said_by_itself(found, organisation)
    return [
        Evidence(
            at=each.state_at,
            text=f"Vous avez fait ce que vous aviez dit\u202f: «\u202f{each.text}\u202f».",
            href=each.get_absolute_url(),
            commitments=tuple(each.commitments),
            public=f"A fait ce qui était décidé\u202f: «\u202f{each.text}\u202f»."
            if each.pk in seen and str(each.pk) in own
            else "",
        )
        for each in found
    ]


@JOURNAL.contribute(order=250)
def published(department: Department | None, period: Period) -> list[News]:
    """What anybody may read, once it is done."""
    return [
        News(each.state_at, f"C’est fait\u202f: «\u202f{each.text}\u202f»", each.get_absolute_url(), each.place)
        for each in queries.published_in(department, period)
    ]


def _due(decision: Decision) -> Told:
    asks = Asks(replies.WHERE_IT_STANDS, decision.pk)
    name, text = f"decision.due:{decision.pk}", replies.asked(decision)
    return Told(Part.ANSWER, name, text, href=_follow(decision), asks=asks)


def _promised(decision: Decision) -> Told:
    text = f"Pour {month(decision.month)}, c’est vous\u202f: «\u202f{decision.text}\u202f» ({decision.place})."
    return Told(Part.DATES, f"decision:{decision.pk}", text, href=decision.get_absolute_url())


def _done(decision: Decision) -> Told:
    text = f"C’est fait\u202f: «\u202f{decision.text}\u202f» ({decision.place})."
    return Told(Part.DONE, f"decision.done:{decision.pk}", text, href=decision.get_absolute_url())


def _follow(decision: Decision) -> str:
    return reverse("decisions:follow", args=[decision.pk])
