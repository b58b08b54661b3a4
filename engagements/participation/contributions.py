"""What gatherings add elsewhere: words, mails, cards of neighbourhoods, of signatories and of the space; and what
becomes of who answered."""

from uuid import UUID

from django.urls import reverse

from engagements.flags.places import Kind, reported
from engagements.letter.places import LETTER, Asks, Part, Told, replied
from engagements.participation import neighbourhood, queries, replies
from engagements.participation.actions import forgetting
from engagements.participation.actions.asking import changed
from engagements.participation.models import Answer, Gathering, GatheringTime
from engagements.scope.queries import seen_by_all
from engagements.scope.rules import signs
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased, erased_with_association, kept
from qpv_charter.toolkit.retention import MONTH, RETENTION, Retention
from qpv_charter.toolkit.templatetags.toolkit import counted, day
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import (
    EVIDENCE,
    FORGET_ORGANISATION,
    SIGNATORY,
    SPACE,
    SPACE_STEPS,
    SPACE_WAITING,
    Evidence,
    Step,
)
from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.outbox.limits import limited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    CALENDAR,
    DOORS,
    FORGET_PERSON,
    NEIGHBOURHOOD,
    WORKSPACE_LINKS,
    Asked,
    CalendarDate,
    Door,
    Leaver,
    Period,
    WorkspaceLink,
)
from signatories.territories.models import Department

ANSWERS, PEOPLE = ("réponse", "réponses"), ("personne", "personnes")
RESIDENTS = ("habitante ou habitant", "habitantes et habitants")

declare(
    {
        "gathering.proposed": "Rencontre proposée",
        "gathering.corrected": "Rencontre corrigée",
        "gathering.fixed": "Date d’une rencontre choisie",
        "gathering.moved": "Rencontre déplacée",
        "gathering.cancelled": "Rencontre annulée",
        "gathering.held": "Bilan d’une rencontre",
        "gathering.repeated": "Rencontre suivante fixée",
        "gathering.answered": "Réponse à une rencontre",
        "gathering.answer_changed": "Réponse à une rencontre changée",
        "gathering.answer_taken_back": "Réponse à une rencontre effacée",
        "gathering.code_given": "Nouveau code donné pour une réponse",
    }
)

erased_with_association(Gathering, "title", "text", "where", "search_text", "cancelled_why", "outcome")
kept(Gathering, "asked_by", why=ACCOUNT)
kept(Gathering, "commitments", "invitation", why="slugs of the charter, and a code")
kept(GatheringTime, "zone", why="the name of a time zone")
erased(Answer, "interpreting")
unions.moves(Gathering, "organisation")

# Anybody may leave anybody's address with an answer: nobody waits for one of these in particular.
limited(
    "gatherings.answered",
    to=[Limit("gatherings-answered-to", times=12, seconds=DAY, share=4)],
    by=[Limit("gatherings-answered-by", times=120, seconds=DAY)],
)


# Told of what they were asked: whoever organises is never kept from deciding because a mailbox received enough.
limited(
    *(f"gatherings.{what}" for what in ("fixed", "moved", "cancelled", "reminder")),
    to=[Limit("gatherings-told-to", times=20, seconds=DAY, share=8)],
    by=[Limit("gatherings-told-by", times=40, seconds=DAY)],
    about={"engagements.gathering": [Limit("gatherings-told-about", times=10, seconds=DAY)]},
)
family("gatherings", words="les rappels avant une rencontre")
replied(replies.WHEN, replies.when)
reported(
    Kind(
        name="rencontre",
        event="gathering",
        called="une rencontre que vous proposez",
        model=Gathering,
        said=queries.words_of,
        author=lambda gathering: gathering.organisation,
        changed=changed,
    ),
    noun="Rencontre",
)


@condition("gatherings.still_so", otherwise="La date a changé entre-temps, ou la rencontre est annulée.")
def still_so(*, gathering: str, sequence: int) -> bool:
    return Gathering.objects.filter(pk=UUID(gathering), sequence=sequence).exists()


@condition("gatherings.answer_stands", otherwise="Cette réponse a été effacée entre-temps.")
def answer_stands(*, answer: str) -> bool:
    return Answer.objects.filter(pk=UUID(answer)).exists()


@FORGET_PERSON.contribute(order=620)
def what_she_needed(leaver: Leaver) -> None:
    """Before her voice no longer says which answers were hers."""
    forgetting.forget_needs_of(leaver.addresses)


@FORGET_ORGANISATION.contribute(order=600)
def what_it_proposed(organisation: Organisation) -> None:
    forgetting.forget_words_of(organisation)


@RETENTION.contribute(order=590)
def what_they_needed() -> Retention:
    return Retention(
        during=3 * MONTH,
        forget=forgetting.forget_old_needs,
        what="Ce qui vous aiderait à venir à une rencontre (garde d’enfants, langue, accès)",
        why="Que l’association s’organise pour que vous puissiez venir.",
        besides=" après la rencontre, ou dès que vous effacez votre réponse",
    )


for order, section in (
    (300, neighbourhood.next_dates),
    (400, neighbourhood.last_time),
    (600, neighbourhood.who_does_what),
):
    NEIGHBOURHOOD.contribute(order=order, pages=["gatherings:{code}"])(section)


@SIGNATORY.contribute(order=300, pages=["gatherings"])
def of_signatory(organisation: Organisation, actor: Actor) -> Section | None:
    found = queries.of_association(organisation, actor)
    return _cards(found, reverse("participation:list")) if found else None


@SPACE_STEPS.contribute(order=500)
def ask_when(actor: Contact) -> Step | None:
    """As long as an association never asked."""
    if Gathering.objects.filter(organisation=actor.organisation).exists() or not signs(actor):
        return None
    href = reverse("participation:propose", args=[actor.organisation.slug])
    why = "Les habitantes et habitants disent quand ils peuvent venir, sans compte."
    return Step("Demander quand on peut se voir", why, href)


@SPACE.contribute(order=400)
def its_gatherings(actor: Contact) -> Section:
    context = {
        "gatherings": queries.of_association(actor.organisation, actor),
        "organisation": actor.organisation,
    }
    return Section("Nos rencontres", "engagements/participation/_space.html", context, key="rencontres")


def _cards(found: list[Gathering], href: str) -> Section:
    return Section(
        "Rencontres", "engagements/participation/_neighbourhood.html", {"gatherings": found, "href": href}
    )


@DOORS.contribute(order=400)
def door(actor: Actor) -> Door:
    return Door(
        "participation",
        "Rencontres",
        reverse("participation:list"),
        "Dire quand on peut venir, sans compte\u202f; proposer des soirs et des week-ends.",
    )


@SPACE_WAITING.contribute(order=400)
def what_it_decides(actor: Contact) -> list[Asked]:
    """A date to choose, a first date that comes near; what came of what was held."""
    return [*map(_to_decide, queries.to_decide(actor)), *map(_to_tell, queries.to_tell(actor))]


@EVIDENCE.contribute(order=400, pages=["gatherings"])
def held(organisation: Organisation, period: Period) -> list[Evidence]:
    """« Vous avez réuni 23 personnes le 12 mars 2027, dont 14 habitantes et habitants. »"""
    found = queries.held_by(organisation, period)
    seen = seen_by_all(found, among=Gathering.objects.visible_to(Actor()))
    return [
        Evidence(
            gathering.last_at,
            f"Vous avez réuni {counted(gathering.came, PEOPLE)} le {_day_of(gathering)}, "
            f"dont {counted(gathering.residents or 0, RESIDENTS)}.",
            gathering.get_absolute_url(),
            tuple(gathering.commitments),
            public=f"A réuni {_came(gathering)}, le {_day_of(gathering)}." if gathering.pk in seen else "",
        )
        for gathering in found
    ]


@CALENDAR.contribute(order=400)
def dates(actor: Actor, department: Department | None, period: Period) -> list[CalendarDate]:
    return [
        CalendarDate(gathering.first_at, gathering.title, gathering.get_absolute_url(), where=gathering.where)
        for gathering in queries.between(actor, department, period)
    ]


@LETTER.contribute(order=400)
def told(actor: Contact, period: Period) -> list[Told]:
    """To those of the place: when they can, which dates come; what was held in the period."""
    near = queries.near(actor, period)
    return [
        *(_asked(gathering) for gathering in near.asking),
        *(_dated(gathering) for gathering in near.fixed),
        *(_done(gathering) for gathering in near.held),
    ]


@WORKSPACE_LINKS.contribute(order=740)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    theirs = Gathering.objects.filter(actor.animated("department")).to_come()
    return WorkspaceLink("Rencontres à venir", reverse("participation:list"), theirs.count())


def _to_decide(gathering: Gathering) -> Asked:
    how_many = counted(gathering.answered, ANSWERS)  # type: ignore[attr-defined]  # annotated
    text = f"{_titled(gathering)}\u202f: {how_many}. Il reste à choisir la date."
    return Asked(text, "Choisir", _space_of(gathering, "organise"))


def _to_tell(gathering: Gathering) -> Asked:
    text = f"{_titled(gathering)} a eu lieu. Combien étiez-vous\u202f?"
    return Asked(text, "Le dire", _space_of(gathering, "hold"))


def _space_of(gathering: Gathering, page: str) -> str:
    return reverse(f"participation:{page}", args=[gathering.organisation.slug, gathering.pk])


def _asked(gathering: Gathering) -> Told:
    asks = Asks(replies.WHEN, gathering.pk)
    href = gathering.get_absolute_url()
    return Told(Part.ANSWER, f"gathering.ask:{gathering.pk}", replies.asked(gathering), href, asks=asks)


def _dated(gathering: Gathering) -> Told:
    where = f", {gathering.where}" if gathering.where else ""
    text = f"{str(gathering.chosen).capitalize()}\u202f: {gathering.title}, {gathering.place}{where}."
    return Told(Part.DATES, f"gathering:{gathering.pk}:{gathering.sequence}", text, gathering.get_absolute_url())


def _done(gathering: Gathering) -> Told:
    text = f"{_titled(gathering)}, {gathering.place}\u202f: {_came(gathering)}."
    return Told(Part.DONE, f"gathering.held:{gathering.pk}", text, gathering.get_absolute_url())


def _day_of(gathering: Gathering) -> str:
    return day(gathering.chosen.day) if gathering.chosen else ""


def _titled(gathering: Gathering) -> str:
    return f"«\u202f{gathering.title}\u202f»"


def _came(gathering: Gathering) -> str:
    """« 23 personnes, dont 14 habitantes et habitants »."""
    residents = counted(gathering.residents or 0, RESIDENTS)
    return f"{counted(gathering.came, PEOPLE)}, dont {residents}"
