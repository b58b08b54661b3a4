"""What calls add elsewhere: words, a card to a neighbourhood, a step to the space, a link to the workspace."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from engagements.consultations import asking, queries, replies
from engagements.consultations.actions.calls import KIND, changed
from engagements.consultations.actions.outcomes import forget_words_of
from engagements.consultations.feeds import NextCalls
from engagements.consultations.lists import CallFilters, Calls
from engagements.consultations.models import (
    Call,
    CallChange,
    Consultation,
    Funded,
    FundersAnswer,
    Line,
    Named,
    Partner,
    Party,
    ResidentsView,
)
from engagements.consultations.models.rooms import LINE_KIND
from engagements.consultations.rules import may_write
from engagements.flags.places import Kind, reported
from engagements.letter.places import LETTER, Told, replied
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, kept
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import (
    EVIDENCE,
    FORGET_ORGANISATION,
    SPACE,
    SPACE_ASIDE,
    SPACE_STEPS,
    SPACE_WAITING,
    Evidence,
    Step,
)
from signatories.outbox.limits import limited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    CALENDAR,
    DOORS,
    NEIGHBOURHOOD,
    WORKSPACE_LINKS,
    Asked,
    CalendarDate,
    Door,
    Period,
    WorkspaceLink,
)
from signatories.territories.models import Department, Qpv

SHOWN = 5

declare(
    {
        "call.announced": "Appel écrit",
        "call.expected": "Appel attendu pour la prochaine fois",
        "call.corrected": "Appel corrigé",
        "call.shown": "Appel montré de nouveau",
        "consultation.opened": "Concertation ouverte",
        "consultation.invited": "Association invitée à une concertation",
        "consultation.moved": "Heure d’une concertation changée",
        "consultation.concluded": "Concertation conclue",
        "consultation.reopened": "Concertation rouverte",
        "consultation.funders_told": "Réponse des financeurs dite",
        "consultation.named": "Association nommée sur la page à joindre",
        "consultation.named_no_more": "Association qui n’est plus nommée",
        "line.said": "Ligne écrite",
        "line.changed": "Ligne corrigée",
        "line.taken_back": "Ligne reprise",
        "line.asked_to_join": "Demande de rejoindre une ligne",
        "line.joined": "Ligne rejointe",
        "line.residents_noted": "Parole d’habitantes et d’habitants notée sous une ligne",
        "line.residents_taken_back": "Parole d’habitantes et d’habitants retirée d’une ligne",
    }
)

A_CALL = "it says what a funder published, and nothing of who wrote it here"
kept(Call, "commitments", "name", "link", "link_key", "launched_by", "deposit", why=A_CALL)
kept(Call, "written_by", why=ACCOUNT)
kept(CallChange, "before", why=A_CALL)
kept(CallChange, "changed_by", why=ACCOUNT)
kept(Consultation, "commitments", "zone", "page_code", why="codes")
kept(Consultation, "opened_by", "concluded_by", why=ACCOUNT)
erased_with_association(Consultation, "where", "told", "dissent")
kept(Party, "invited_by", why=ACCOUNT)
erased_with_association(Line, "audience")
erased_with_association(ResidentsView, "text")
erased_with_association(FundersAnswer, "text")
kept(FundersAnswer, "said_by", why=ACCOUNT)
kept(Partner, "asked_by", why=ACCOUNT)
kept(Named, "agreed_by", why=ACCOUNT)
unions.moves(Call, "written_for")
unions.moves(CallChange, "changed_for")
unions.moves(Consultation, "organiser")
unions.moves(Party, "organisation")
unions.moves(Named, "organisation")
unions.moves(Line, "organisation")
unions.moves(Partner, "organisation")
unions.moves(FundersAnswer, "organisation")

limited(
    "consultations.moved",
    "consultations.call_moved",
    "consultations.is_a_tender",
    "consultations.noted",
    "consultations.asked_to_join",
    "consultations.accepted",
    to=[Limit("consultations-to", times=30, seconds=DAY, share=10)],
    by=[Limit("consultations-by", times=60, seconds=DAY)],
)

replied(replies.LINE, replies.line)
replied(replies.SPOKEN, replies.spoken)
replied(replies.FUNDERS, replies.funders)
reported(
    Kind(
        name=KIND,
        event="call",
        called="un appel à projets que vous avez écrit",
        model=Call,
        said=queries.words_of,
        author=lambda call: call.written_for,
        changed=changed,
    ),
    noun="Appel",
)
reported(
    Kind(
        name=LINE_KIND,
        event="line",
        called="une ligne que vous avez écrite",
        model=Line,
        said=queries.words_of_line,
        author=lambda line: line.author,
        changed=lambda _: None,  # no kept page shows one
        department=lambda line: line.consultation.department,
        subject=lambda line: line.consultation,
        among=lambda line: Organisation.objects.filter(pk__in=line.consultation.parties.values("organisation")),
    ),
    noun="Ligne d’une concertation",
)


@FORGET_ORGANISATION.contribute(order=730)
def what_it_wrote(organisation: Organisation) -> None:
    forget_words_of(organisation)


@NEIGHBOURHOOD.contribute(order=730, pages=["calls:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    """The calls whose date comes next; never what associations say of them."""
    found = list(queries.at(qpv, actor)[: SHOWN + 1])
    if not found:
        return None
    href = Calls(filters=CallFilters(department=qpv.department)).href()
    context = {"calls": found[:SHOWN], "more": len(found) > SHOWN, "href": href}
    return Section("Appels à projets", "engagements/consultations/_neighbourhood.html", context, key="appels")


@DOORS.contribute(order=300)
def door(actor: Actor) -> Door:
    return Door(
        "concertation",
        "Appels à projets",
        reverse("consultations:list"),
        "Les appels en cours et attendus, la prochaine date d’abord\u202f: parlez-vous avant d’y répondre.",
    )


@SPACE_STEPS.contribute(order=730)
def of_space(actor: Contact) -> Step | None:
    if not may_write(actor):
        return None
    return Step(
        "Signaler un appel à projets",
        "Un nom, un lien, une date limite\u202f: vos voisines le verront à temps pour en parler.",
        reverse("consultations:new"),
    )


@SPACE_WAITING.contribute(order=730)
def waiting(actor: Contact) -> list[Asked]:
    """Lines noted for it, who asks to join its own, whether it spoke, and in June what funders answered."""
    return asking.waiting_for(actor, timezone.localdate())


@SPACE.contribute(order=730)
def who_files_what(actor: Contact) -> Section | None:
    """The consultations that are open to it and not concluded, as long as their call is not over."""
    rooms = Consultation.objects.open_to(actor).filter(outcome="", call__in=Call.objects.not_over())
    rooms = rooms.with_place().select_related("call")[:SHOWN]
    if not rooms:
        return None
    return Section("", "engagements/consultations/_space.html", {"rooms": rooms})


@SPACE_ASIDE.contribute(order=360)
def feeds_of_its_places(actor: Contact) -> Section | None:
    """What anyone may follow of the neighbourhoods where it acts, in a calendar or a feed reader."""
    qpvs = list(actor.organisation.qpvs.select_related("department")[:SHOWN])
    if not qpvs:
        return None
    departments = dict.fromkeys(qpv.department for qpv in qpvs)
    asked = [(department, CallFilters(department=department)) for department in departments]
    calendar = reverse("consultations:calendar")
    calls = [(department, calendar + of.as_query(), NextCalls.address(of)) for department, of in asked]
    context = {"qpvs": qpvs, "calls": calls}
    return Section("Suivre vos quartiers", "engagements/consultations/_follow.html", context, key="suivre")


@LETTER.contribute(order=730)
def questions(actor: Contact, period: Period) -> list[Told]:
    """To those of the place without a line; then, to those with one, what came of it."""
    return asking.told_to(actor, period)


@EVIDENCE.contribute(order=730)
def told_before_filing(organisation: Organisation, period: Period) -> list[Evidence]:
    """A line written before the call's last date, once its hour has come; the common answers it is part of.

    Each leads to the call, and from there who still takes part to the consultation: who left does not find it."""
    spoken = Line.objects.opening().filter(organisation=organisation, consultation__starts_at__lte=timezone.now())
    shown = spoken.filter(voice__said_at__date__gte=period.start, voice__said_at__date__lt=period.end)
    found = {
        line.consultation_id: Evidence(
            line.voice.said_at,
            f"Vous avez dit votre projet avant de déposer\u202f: {line.consultation.call.name}.",
            line.consultation.call.get_absolute_url(),
            ("concertation",),
        )
        for line in shown.select_related("voice", "consultation__call")
        if (last := line.consultation.call.last_on) is None or timezone.localdate(line.voice.said_at) <= last
    }
    return [*found.values(), *_together(organisation, period), *_funders_told(organisation, period)]


def _funders_told(organisation: Organisation, period: Period) -> list[Evidence]:
    """That it told the others, never what."""
    said = FundersAnswer.objects.filter(organisation=organisation).exclude(funded=Funded.UNSAID)
    said = said.filter(said_at__date__gte=period.start, said_at__date__lt=period.end)
    return [
        Evidence(
            answer.said_at,
            f"Vous avez dit aux autres ce que les financeurs ont répondu\u202f: {answer.consultation.call.name}.",
            answer.consultation.call.get_absolute_url(),
            ("concertation",),
        )
        for answer in said.select_related("consultation__call")
    ]


def _together(organisation: Organisation, period: Period) -> list[Evidence]:
    joined = Partner.objects.accepted().filter(organisation=organisation)
    led = Q(lead__organisation=organisation) | Q(lead__in=joined.values("line"))
    rooms = Consultation.objects.filter(
        led, concluded_at__date__gte=period.start, concluded_at__date__lt=period.end
    ).prefetch_related(Prefetch("lead__partners", Partner.objects.accepted().select_related("organisation")))
    return [
        Evidence(
            room.concluded_at,
            f"Réponse commune à l’appel «\u202f{room.call.name}\u202f» avec {_others(room, organisation)}.",
            room.call.get_absolute_url(),
            ("concertation",),
        )
        for room in rooms.select_related("call", "lead__organisation")
        if room.concluded_at and room.lead
    ]


def _others(room: Consultation, organisation: Organisation) -> str:
    partners = room.lead.partners.all() if room.lead else []
    names = [room.lead.name if room.lead else "", *(partner.organisation.name for partner in partners)]
    return ", ".join(name for name in names if name != organisation.name)


@WORKSPACE_LINKS.contribute(order=730)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    theirs = queries.calls(actor).filter(actor.animated("department"))
    return WorkspaceLink("Appels à projets", reverse("consultations:list"), theirs.count())


@CALENDAR.contribute(order=730)
def dates(actor: Actor, department: Department | None, period: Period) -> list[CalendarDate]:
    """The dates of calls, each at the end of its day there."""
    days = (period.start, period.end)
    found = Call.objects.visible_to(actor).filter(Q(last_on__range=days) | Q(pre_file_on__range=days))
    if department:
        found = found.filter(department=department)
    every = [date for call in found.with_place() for date in _dates_of(call)]
    return [date for date in every if period.start <= date.starts_at.date() < period.end]


def _dates_of(call: Call) -> list[CalendarDate]:
    named = [(call.pre_file_on, "pré-dossier"), (call.last_on, "date limite")]
    return [
        CalendarDate(
            starts_at=datetime.combine(on, time(23, 59), ZoneInfo(call.zone_of_place)),
            title=f"{call.name}\u202f: {what}",
            href=call.get_absolute_url(),
        )
        for on, what in named
        if on
    ]
