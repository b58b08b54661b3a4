"""Invented calls, in each state."""

from datetime import time, timedelta

from django.db.models import Count
from django.utils import timezone

from engagements.consultations.actions.calls import CallFacts, announce, expect_again
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.residents import note_residents
from engagements.consultations.actions.rooms import LineFacts, accept, ask_to_join, invite, open_consultation, say
from engagements.consultations.days import MONTHS, months_away
from engagements.consultations.models import Call, CallKind, Consultation, Outcome, Said
from engagements.consultations.models.funders import Funded
from engagements.consultations.resting import offered_needs
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from engagements.scope.demo import contact_of
from engagements.scope.places import place_of
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.people.demo import member_of_the_team
from signatories.people.models import Role
from signatories.signatures.models import Signature
from signatories.territories.models import Department, Qpv

ENOUGH = 2  # associations, for an answer in common
CALLS = (
    "Cité éducative",
    "Fonds de coopération",
    "Été des quartiers",
    "Quartiers d’hiver",
    "Mercredis sportifs",
    "Coup de pouce numérique",
    "Parler français ensemble",
)
INVITED = "Jardins de la Mosson (exemple)"
WHERE = "Maison des associations (exemple)"
SAID = (Said.SEEK, Said.JOIN, Said.ALONE)
SITE = "https://example.org/appels/"


def load() -> None:
    """Make what is not there yet; needs the territories and the team."""
    team = member_of_the_team()
    if team is None or Call.objects.exists():
        return
    by = Actor(person=team, roles=frozenset({Role.Kind.NATIONAL}))
    for facts in _examples():
        announce(facts, by=by)
    expect_again(_last_years(by), by=by)
    _rooms(by)


def _last_years(by: Actor) -> Call:
    """One of last year, whose dates have passed since: it is over, and expected again in two months."""
    today, department = timezone.localdate(), Department.objects.get(pk="93")
    place = place_of(qpvs=list(Qpv.objects.of_2024().filter(department=department)[:1]), department=department)
    facts = CallFacts(name="Vacances au quartier (exemple)", link=f"{SITE}vacances", last_on=today, place=place)
    call = announce(facts, by=by)
    call.last_on = months_away(today + timedelta(days=60), -MONTHS)
    call.save()
    return call


def _examples() -> list[CallFacts]:
    """One open with all that may be known, a tender, one overseas with its three fields."""
    days = {number: timezone.localdate() + timedelta(days=number) for number in (20, 45, 75, 110, 150)}
    return [
        CallFacts(
            name=f"Contrat de ville {days[45].year} (exemple)",
            link=f"{SITE}contrat-de-ville",
            last_on=days[45],
            pre_file_on=days[20],
            committee_on=days[75],
            answer_on=days[110],
            place=place_of(department=Department.objects.get(pk="93")),
            launched_by="La préfecture et les villes (exemple)",
            themes=tuple(Theme.objects.order_by("label")[:2]),
            deposit="Sur la plateforme du département (exemple)",
            local_opinion=True,
        ),
        CallFacts(
            name="Médiation de nuit (exemple)",
            link=f"{SITE}mediation",
            last_on=days[75],
            kind=CallKind.TENDER,
            launched_by="Un bailleur (exemple)",
            place=place_of(department=Department.objects.get(pk="69")),
        ),
        CallFacts(
            name="Jardins partagés (exemple)",
            link=f"{SITE}jardins",
            last_on=days[150],
            kind=CallKind.INTEREST,
            place=place_of(department=Department.objects.get(pk="974")),
        ),
    ]


def _rooms(by: Actor) -> None:
    """A consultation before its hour, one whose lines are open, one of each outcome (funders answered to one, one
    is said after the date), one of which nothing was said: where several signatories act, with one that is invited
    from elsewhere."""
    members = _three_neighbours()
    if len(members) < ENOUGH:
        return
    guest = contact_of(Organisation.objects.filter(name=INVITED).first())
    rooms = [_room(name, number, members, by=by) for number, name in enumerate(CALLS)]
    _reveal(rooms[1], ago=1)
    if guest:
        for room in rooms:
            invite(room, guest.organisation, by=members[0])
        say(rooms[1], LineFacts(said=Said.JOIN), by=guest)
    _answer_together(_reveal(rooms[2], ago=2), members)
    _answered(_reveal(rooms[3], ago=120), members)
    each = _over(_reveal(rooms[4], ago=40), ago=20)
    conclude(each, by=members[0], outcome=Outcome.EACH, told="Chacun son dossier, à d’autres dates (exemple).")
    nobody = _reveal(rooms[5], ago=3)
    conclude(nobody, by=members[1], outcome=Outcome.NONE, told="Trop peu de temps cette année (exemple).")
    _over(_reveal(rooms[6], ago=90), ago=67)  # the letter of this week asks of it


def _room(name: str, number: int, members: list[Contact], *, by: Actor) -> Consultation:
    """A consultation of next week in the department of the first, where each has a line."""
    today, department = timezone.localdate(), _department(members[0])
    place = place_of(department=department)
    last_on, link = today + timedelta(days=50 + number), f"{SITE}{number}"
    call = announce(CallFacts(name=f"{name} (exemple)", link=link, last_on=last_on, place=place), by=by)
    day = today + timedelta(days=7)
    room = open_consultation(call, by=members[0], place=place, day=day, at=time(18, 30), where=WHERE)
    for contact, said in zip(members, SAID, strict=False):
        needs = tuple(offered_needs(room, contact)[:2])
        say(room, LineFacts(said=said, can_lead=said == Said.SEEK, needs=needs), by=contact)
    _residents_said(room, members[0])
    return room


def _residents_said(room: Consultation, by: Contact) -> None:
    sentence = Sentence(text="Le soir, sinon nos enfants ne viendront pas (exemple).", how_many=6)
    line, occasion = room.lines.get(organisation=by.organisation), Occasion(said_in=timezone.localdate())
    note_residents(line, sentence, occasion, by=by)


def _reveal(room: Consultation, *, ago: int) -> Consultation:
    """As if its hour had come some days ago."""
    room.day = timezone.localdate() - timedelta(days=ago)
    room.save()
    return room


def _over(room: Consultation, *, ago: int) -> Consultation:
    """As if the last date of its call had passed some days ago."""
    room.call.last_on = timezone.localdate() - timedelta(days=ago)
    room.call.save()
    return room


def _answer_together(room: Consultation, members: list[Contact]) -> None:
    line = room.lines.get(organisation=members[0].organisation)
    accept(ask_to_join(line, by=members[1]), by=members[0])
    conclude(room, by=members[1], outcome=Outcome.TOGETHER, lead=line, told="Un seul dossier (exemple).")
    for contact in members[:ENOUGH]:
        agree_to_be_named(room, by=contact)


def _answered(room: Consultation, members: list[Contact]) -> None:
    """Coordinated, with what one kept beside it; the last date passed since, and funders said yes to one."""
    dissent = "Nous aurions préféré un seul dossier (exemple)."
    conclude(room, by=members[0], outcome=Outcome.COORDINATED, told="Deux dossiers (exemple).", dissent=dissent)
    _over(room, ago=100)
    for contact, funded in zip(members, (Funded.OBTAINED, Funded.REFUSED), strict=False):
        tell_of_funders(room, by=contact, funded=funded, text="Réponse reçue par courrier (exemple).")


def _department(contact: Contact) -> Department:
    commune = contact.organisation.commune
    return commune.department if commune else Department.objects.get(pk="93")


def _three_neighbours() -> list[Contact]:
    """Contacts of signatories of one department: that which has the most."""
    published = Organisation.objects.filter(pk__in=Signature.objects.published().values("organisation"))
    most = published.values("commune__department").annotate(number=Count("pk")).order_by("-number").first()
    near = published.filter(commune__department=most["commune__department"]) if most else published.none()
    found = [contact_of(organisation) for organisation in near.order_by("slug")]
    return [contact for contact in found if contact][: len(SAID)]
