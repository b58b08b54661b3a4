"""Opening a consultation, moving its hour, saying who files what, joining a line."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from engagements.consultations import emails
from engagements.consultations.actions.calls import HIDDEN
from engagements.consultations.models import Call, Consultation, Line, Partner, Party, Said, State
from engagements.consultations.models.calls import LONGEST_CALL
from engagements.consultations.models.rooms import LINE_KIND, LONGEST_AUDIENCE, LineQuerySet
from engagements.consultations.resting import refuse_elsewhere
from engagements.consultations.rules import leads, looks_after, may_write
from engagements.flags.actions import leave_unread
from engagements.flags.places import kinds
from engagements.needs.models import Need
from engagements.scope.places import Place
from engagements.scope.queries import signatories_of
from engagements.voices.actions import Speaker, take_down
from engagements.voices.models import Kind
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.clock import instant
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

MOST_LINES, MOST_NOTED = 20, 60  # of one association, and by one person, in a consultation
NOBODY = UUID(int=0)  # acts for no association: refused before it is asked for
NOT_OPEN = "Cette concertation n’est pas ouverte à votre association."
COMPETITION = (
    "Pour un appel d’offres, on ne dit ici que «\u202fnous cherchons un groupement\u202f»\u202f: s’entendre à "
    "l’avance sur qui répond est interdit par le droit de la concurrence."
)


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """What is said of a project: never its idea, never its amount."""

    said: str
    can_lead: bool = False
    theme: Theme | None = None
    audience: str = ""
    qpvs: tuple[Qpv, ...] = ()
    needs: tuple[Need, ...] = ()

    def read(self, call: Call) -> "LineFacts":
        """The same, cleaned. Raises ActionRefused, with a sentence, for what may not be said of this call."""
        if self.said not in Said:
            raise ActionRefused("Choisissez une des cinq réponses.")
        if call.is_tender and self.said != Said.SEEK:
            raise ActionRefused(COMPETITION)
        if self.can_lead and self.said in {Said.UNSURE, Said.NOT_FOR_US}:
            raise ActionRefused("On n’est chef de file que d’un projet que l’on dépose ou que l’on rejoint.")
        return replace(self, audience=or_refuse(read_line, self.audience, longest=LONGEST_AUDIENCE))


@transaction.atomic
def open_consultation(
    call: Call, *, by: Actor, place: Place, day: date, at: time, where: str = ""
) -> Consultation:
    """Open « Qui dépose quoi ? » at a place of a call: its lines open at an hour of there.

    Raises ActionRefused for who may not, an hour that is past or skipped, a call that is over, a place where
    one is open already."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if by.person is None or not may_write(by):
        raise ActionRefused("Une concertation est ouverte par une association signataire, ou par l’équipe.")
    _refuse_call(call, place)
    zone = place.department.timezone
    _refuse_hour(call, day, at, zone)
    room = Consultation(
        call=call,
        opened_by=by.person,
        organiser_id=by.acts_for,
        commitments=call.commitments,
        day=day,
        at=at,
        zone=zone,
    )
    room.where = or_refuse(read_line, where, longest=LONGEST_CALL)
    place.put_in(room)
    _refuse_second(call, place)
    room.save()
    place.put_neighbourhoods(room)
    _let_in_who_acts_there(room, by)
    record("consultation.opened", room, by=by, about=[call, *([room.organiser] if room.organiser else [])])
    return room


@transaction.atomic
def invite(room: Consultation, organisation: Organisation, *, by: Actor) -> Party:
    """Let in a signatory that acts there since, or from elsewhere. Raises ActionRefused for who does not lead."""
    room = _locked(room)
    if not leads(by, room):
        raise ActionRefused("L’association qui a ouvert la concertation y invite.")
    party, made = Party.objects.get_or_create(
        consultation=room, organisation=organisation, defaults={"invited_by": by.person}
    )
    if not made and party.invited_by is None:
        party.invited_by = by.person
        party.save(update_fields=["invited_by"])
    record("consultation.invited", room, by=by)
    return party


@transaction.atomic
def move_hour(room: Consultation, *, by: Actor, day: date, at: time, where: str = "") -> Consultation:
    """Move the common hour, or the meeting; those who take part are told at once. Raises ActionRefused once lines
    are open, for an hour that is past, and for who does not lead."""
    room = _locked(room)
    if not leads(by, room):
        raise ActionRefused("L’association qui a ouvert la concertation en change l’heure.")
    if room.is_revealed:
        raise ActionRefused("Les lignes sont déjà ouvertes\u202f: l’heure ne change plus.")
    _refuse_hour(room.call, day, at, room.zone)
    room.day, room.at, room.where = day, at, or_refuse(read_line, where, longest=LONGEST_CALL)
    room.save()
    record("consultation.moved", room, by=by)
    emails.moved(room)
    return room


@transaction.atomic
def say(room: Consultation, facts: LineFacts, *, by: Actor) -> Line:
    """Write one's line. Raises ActionRefused where the consultation is not open to the association, for what may
    not be said, and once it is concluded."""
    room = _writable(room, by)
    _refuse_too_many(Line.objects.of(by).filter(consultation=room), MOST_LINES)
    voice = take_down(Speaker(kind=Kind.ASSOCIATION), by=by, forget_on=None)
    line = Line(consultation=room, voice=voice, organisation_id=by.acts_for, confirmed_at=timezone.now())
    return _put(line, facts, by=by)


@transaction.atomic
def note(
    room: Consultation, facts: LineFacts, *, by: Actor, organisation: Organisation | None, called: str, how: str
) -> Line:
    """Note the line of somebody else: an association to which the consultation is open, which receives it to
    correct, or one that has no record here, by what it is called. For who leads, and who has a line."""
    room = _locked(room)
    if not leads(by, room):
        room = _writable(room, by)
        if not Line.objects.opening().of(by).filter(consultation=room).exists():
            raise ActionRefused("Écrivez d’abord votre ligne.")
    _refuse_concluded(room)
    if organisation and not room.parties.filter(organisation=organisation).exists():
        raise ActionRefused("Cette association n’est pas de ce territoire\u202f: invitez-la d’abord.")
    if not how or not (organisation or called.strip()):
        raise ActionRefused("Dites de qui est cette ligne, et comment vous l’avez su.")
    _refuse_too_many(Line.objects.filter(consultation=room, voice__noted_by=by.person), MOST_NOTED)
    voice = take_down(
        Speaker(kind=Kind.ASSOCIATION, called="" if organisation else called, noted_how=how), by=by, forget_on=None
    )
    line = _put(Line(consultation=room, voice=voice, organisation=organisation), facts, by=by)
    if organisation:
        emails.noted(line)
    return line


@transaction.atomic
def change(line: Line, facts: LineFacts, *, by: Actor, read: int | None) -> Line:
    """Say it otherwise, or confirm what was noted. Raises ActionRefused for somebody else's line, Stale for who
    would write over what they have not read."""
    line = own_line(line, by)
    facts = facts.read(line.consultation.call)
    line.turn_over({"said": facts.said, "audience": facts.audience}, read=read)
    line.confirmed_at = timezone.now()
    return _put(line, facts, by=by)


@transaction.atomic
def take_back(line: Line, *, by: Actor) -> Line:
    """Take a line back: nobody else reads it any more, nor does who wrote it read the others by it."""
    line = own_line(line, by)
    line.taken_back_at = timezone.now()
    line.save(update_fields=["taken_back_at"])
    leave_unread(kinds()[LINE_KIND], line)
    record("line.taken_back", line.consultation, by=None)
    return line


@transaction.atomic
def ask_to_join(line: Line, *, by: Actor) -> Partner:
    """Ask to join the line of another. Raises ActionRefused for who may not read it, and for one's own."""
    line = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    room = _writable(line.consultation, by)
    readable = Line.objects.visible_to(by).standing().filter(pk=line.pk).exists()
    if not readable or by.person is None or line.organisation_id in {None, by.acts_for}:
        raise ActionRefused("On rejoint la ligne d’une autre association, une fois les lignes ouvertes.")
    partner, made = Partner.objects.get_or_create(
        line=line, organisation_id=by.acts_for or NOBODY, defaults={"asked_by": by.person}
    )
    if not made:
        raise ActionRefused("Votre association l’a déjà demandé.")
    record("line.asked_to_join", room, by=None)
    emails.asked_to_join(partner)
    return partner


@transaction.atomic
def accept(partner: Partner, *, by: Actor) -> Partner:
    """Say yes to who asks to join one's line. Raises ActionRefused for the line of another."""
    own_line(partner.line, by)
    partner = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if partner.accepted_at:
        raise ActionRefused("C’est déjà accepté.")
    partner.accepted_at = timezone.now()
    partner.save(update_fields=["accepted_at"])
    record("line.joined", partner.line.consultation, by=None)
    emails.accepted(partner)
    return partner


def _put(line: Line, facts: LineFacts, *, by: Actor) -> Line:
    facts = facts.read(line.consultation.call)
    refuse_elsewhere(line.consultation, by=by, qpvs=facts.qpvs, needs=facts.needs)
    line.said, line.can_lead, line.theme, line.audience = facts.said, facts.can_lead, facts.theme, facts.audience
    is_new = line._state.adding
    line.save()
    line.qpvs.set(facts.qpvs)
    line.needs.set(facts.needs)
    # Whose line it is stays out of the history: the team reads that, and no line.
    record("line.said" if is_new else "line.changed", line.consultation, by=None)
    return line


def _locked(room: Consultation) -> Consultation:
    """Held; its call is read after, as it is now: it may have become a tender meanwhile."""
    return Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=room.pk)


def _writable(room: Consultation, by: Actor) -> Consultation:
    """The consultation, held, if it is open to the association she acts for. Raises ActionRefused."""
    room = _locked(room)
    if by.person is None or not Consultation.objects.open_to(by).filter(pk=room.pk).exists():
        raise ActionRefused(NOT_OPEN)
    _refuse_concluded(room)
    return room


def own_line(line: Line, by: Actor) -> Line:
    """A line, held, that is still that of the association she acts for. Raises ActionRefused."""
    line = (
        Line.objects.select_for_update(of=("self",)).select_related("consultation__call", "voice").get(pk=line.pk)
    )
    if line.organisation_id is None or line.organisation_id != by.acts_for or line.taken_back_at:
        raise ActionRefused("Cette ligne n’est pas celle de votre association.")
    _writable(line.consultation, by)
    return line


def _refuse_too_many(lines: LineQuerySet, most: int) -> None:
    """Those taken back count too: each told somebody something, or stays a row."""
    if lines.count() >= most:
        raise ActionRefused(f"{most} lignes, c’est déjà beaucoup\u202f: corrigez-en une plutôt.")


def _refuse_concluded(room: Consultation) -> None:
    if room.outcome:
        raise ActionRefused("Cette concertation est conclue\u202f: rouvrez-la pour y écrire.")


def _refuse_call(call: Call, place: Place) -> None:
    """One that is not shown any more or is over, or of another department."""
    if call.hidden_at:
        raise ActionRefused(HIDDEN)
    if call.state == State.OVER or place.department != call.department:
        raise ActionRefused("On se concerte avant la date limite, dans le département de l’appel.")


def _let_in_who_acts_there(room: Consultation, by: Actor) -> None:
    """Raises ActionRefused for who opens it elsewhere than where she acts."""
    members = [*signatories_of(room).values_list("pk", flat=True)]
    if (by.acts_for and by.acts_for not in members) or not (by.acts_for or looks_after(by, room)):
        raise ActionRefused("On ouvre une concertation là où l’on agit.")
    Party.objects.bulk_create(Party(consultation=room, organisation_id=member) for member in members)


def _refuse_hour(call: Call, day: date, at: time, zone: str) -> None:
    when: datetime = or_refuse(instant, day, at, zone)
    if when <= timezone.now():
        raise ActionRefused(
            "Cette heure est passée\u202f: choisissez celle où toutes les lignes s’ouvriront ensemble."
        )
    if call.last_on and day > call.last_on:
        raise ActionRefused("On se concerte avant la date limite de l’appel.")


def _refuse_second(call: Call, place: Place) -> None:
    """Raises ActionRefused where the same place has one already; a larger or smaller place is another."""
    named: Collection[Any] = {qpv.pk for qpv in place.qpvs}
    same = Consultation.objects.filter(
        call=call, reach=place.reach, department=place.department, commune=place.commune
    )
    for room in same.prefetch_related("qpvs"):
        if {qpv.pk for qpv in room.qpvs.all()} & set(named) or not named:
            raise ActionRefused("Une concertation est déjà ouverte ici pour cet appel\u202f: rejoignez-la.")
