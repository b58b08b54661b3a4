"""Preparing a sheet, holding it, having it read again, closing it; and who reads it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from engagements.debates import emails
from engagements.debates.models import (
    LONGEST_CONTEXT,
    LONGEST_NOTE,
    LONGEST_TITLE,
    DecidedAt,
    Point,
    Sheet,
    SheetGuest,
    SheetNote,
    SheetParty,
    Stage,
    State,
)
from engagements.debates.rules import leads, takes_part
from engagements.decisions.actions import place_of_row, show_to
from engagements.decisions.models import Audience, Decision, DecisionQuerySet
from engagements.decisions.rules import may_decide
from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from engagements.scope.places import Place, names_of_pages
from engagements.scope.queries import signatories_of
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_name, read_text
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

PAGES = "debates"  # the kept pages that list them
COMMITMENTS = ["debat"]
TO_CORRECT = timedelta(days=10)
FORGOTTEN = "Débat"
ONLY_WHO_LEADS = "Seule l’association qui a ouvert cette fiche le décide."
ONLY_WHO_TAKES_PART = "Seules les associations qui y participent écrivent sur cette fiche."


@dataclass(frozen=True, kw_only=True)
class Words:
    """The question of a debate, and what one should know before."""

    title: str
    context: str = ""

    def read(self) -> "Words":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        title = or_refuse(read_name, self.title, longest=LONGEST_TITLE)
        if not title:
            raise ActionRefused("Écrivez la question dont vous allez débattre.")
        return Words(title=title, context=or_refuse(read_text, self.context, longest=LONGEST_CONTEXT))


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Besides those who take part: the signatories of the place; anybody, once it is closed and all agree."""

    place: bool = True
    anybody: bool = False


@transaction.atomic
def prepare(*, by: Actor, place: Place, words: Words, stage: str, readers: Readers) -> Sheet:
    """Open the sheet of a debate before or after a project; the signatories of a place that reads it are invited.

    Raises ActionRefused for who has not signed, and without a question."""
    if by.person is None or not may_decide(by, place.department):
        raise ActionRefused("Seules les associations signataires et l’équipe d’animation ouvrent un débat.")
    if stage not in Stage:
        raise ActionRefused("Dites si c’est avant ou après le projet.")
    sheet = Sheet(stage=stage, organisation_id=by.acts_for)
    return _open(sheet, words.read(), by=by, place=place, readers=readers)


@transaction.atomic
def take_notes(gathering: Gathering, *, by: Contact) -> Sheet:
    """The notes of a gathering, once for each; asked again, those that are there. Raises ActionRefused for who
    does not organise it, and for one that is not fixed."""
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
    if gathering.organisation_id != by.acts_for:
        raise ActionRefused(ONLY_WHO_LEADS)
    if gathering.state not in {GatheringState.FIXED, GatheringState.HELD}:
        raise ActionRefused("Fixez d’abord la date de cette rencontre\u202f: ses notes s’ouvrent ensuite.")
    made = Sheet.objects.filter(gathering=gathering).first()
    if made:
        return made
    sheet = Sheet(gathering=gathering, organisation=by.organisation)
    readers = Readers(place=True, anybody=gathering.is_public)
    return _open(sheet, Words(title=gathering.title), by=by, place=place_of_row(gathering), readers=readers)


@transaction.atomic
def open_after(sheet: Sheet, *, by: Actor) -> Sheet:
    """« À essayer » opens the sheet that is written after. Raises ActionRefused before it is closed, and twice."""
    sheet = led(sheet, by)
    if sheet.state != State.CLOSED or not sheet.stage:
        raise ActionRefused("La fiche d’après s’ouvre une fois celle-ci close.")
    if Sheet.objects.filter(before=sheet).exists():
        raise ActionRefused("La fiche d’après est déjà ouverte.")
    after = Sheet(stage=Stage.AFTER, before=sheet, organisation_id=sheet.organisation_id)
    words = Words(title=sheet.title, context=sheet.context)
    readers = Readers(place=sheet.place_reads, anybody=sheet.wants_public)
    return _open(after, words, by=by, place=place_of_row(sheet), readers=readers)


@transaction.atomic
def begin(sheet: Sheet, *, by: Actor) -> Sheet:
    """It takes place today, or took place when its gathering did: points may be written. Raises ActionRefused once
    it began."""
    sheet = taken_part(sheet, by)
    if sheet.state != State.PREPARED:
        raise ActionRefused("C’est déjà commencé.")
    return _become(sheet, State.HELD, by=by, held_on=_held_on(sheet, timezone.localdate()))


def _held_on(sheet: Sheet, today: date) -> date:
    """Notes are often typed some days later."""
    chosen = sheet.gathering.chosen if sheet.gathering else None
    return min(chosen.day, today) if chosen else today


@transaction.atomic
def have_it_read(sheet: Sheet, *, by: Actor) -> Sheet:
    """Those who take part have ten days to correct it, and are told so; then it closes by itself."""
    sheet = led(sheet, by)
    if sheet.state != State.HELD:
        raise ActionRefused("Cette fiche se donne à relire une fois le débat tenu.")
    sheet = _become(sheet, State.CORRECTING, by=by, correct_until=timezone.localdate() + TO_CORRECT)
    emails.to_correct(sheet)
    return sheet


@transaction.atomic
def close(sheet: Sheet) -> Sheet:
    """Once its ten days are over; said again, nothing. For the daily task."""
    sheet = _locked(sheet)
    if (
        sheet.state != State.CORRECTING
        or sheet.correct_until is None
        or sheet.correct_until >= timezone.localdate()
    ):
        return sheet
    sheet = _become(sheet, State.CLOSED, by=None, closed_at=timezone.now())
    show_as_agreed(sheet, None)
    return sheet


def close_all() -> None:
    """Those whose ten days are over."""
    for sheet in Sheet.objects.filter(state=State.CORRECTING, correct_until__lt=timezone.localdate()):
        close(sheet)


@transaction.atomic
def choose_readers(sheet: Sheet, *, by: Actor, readers: Readers) -> Sheet:
    """Who reads it besides those who take part."""
    sheet = led(sheet, by)
    sheet.place_reads, sheet.wants_public = readers.place, readers.anybody
    sheet.is_public = sheet.is_public and readers.anybody
    sheet.save(update_fields=["place_reads", "wants_public", "is_public"])
    record("sheet.readers", sheet, by=by)
    show_as_agreed(sheet, by)
    return sheet


@transaction.atomic
def agree(sheet: Sheet, *, by: Actor, yes: bool) -> Sheet:
    """Say yes to being read by anybody, or take it back, at any time: it stops being public at once."""
    sheet = _locked(sheet)
    party = sheet.parties.filter(by.acted_for("organisation")).first()
    if by.person is None or party is None:
        raise ActionRefused(ONLY_WHO_TAKES_PART)
    party.agreed_at = timezone.now() if yes else None
    party.save(update_fields=["agreed_at"])
    record("sheet.agreed" if yes else "sheet.agreed_no_more", sheet, by=by)
    show_as_agreed(sheet, by)
    return sheet


@transaction.atomic
def add_note(sheet: Sheet, *, by: Actor, text: str) -> SheetNote:
    """A correction that comes late: a dated note. Raises ActionRefused before it is closed, without words, and for
    who does not take part."""
    sheet = taken_part(sheet, by)
    if sheet.state != State.CLOSED:
        raise ActionRefused("Tant que la fiche n’est pas close, corrigez-la.")
    if by.person is None or not (text := or_refuse(read_text, text, longest=LONGEST_NOTE)):
        raise ActionRefused("Écrivez ce que vous voulez ajouter.")
    note = sheet.notes.create(text=text, written_for_id=by.acts_for, written_by=by.person)
    record("sheet.noted", sheet, by=by)
    changed(sheet)
    return note


@transaction.atomic
def forget_words_of(organisation: Organisation) -> None:
    """Empty what an association wrote, or is said to hold, when it is erased: that people talked stays."""
    mine = Point.objects.filter(written_for=organisation) | Point.objects.filter(organisation=organisation)
    for point in mine.select_related("sheet"):
        point.text, point.reason = FORGOTTEN, FORGOTTEN if point.reason else ""
        point.save(update_fields=["text", "reason"])
        changed(point.sheet)
    SheetNote.objects.filter(written_for=organisation).update(text=FORGOTTEN)
    for sheet in Sheet.objects.filter(organisation=organisation):
        sheet.title, sheet.context, sheet.place_reads, sheet.is_public = FORGOTTEN, "", False, False
        sheet.save(update_fields=["title", "context", "place_reads", "is_public"])
        SheetGuest.objects.filter(sheet=sheet).delete()
        changed(sheet)


def named_in(sheet: Sheet) -> set[UUID]:
    """The associations that a sheet names, but for the one that opened it: who holds a disagreement, who is to do
    something (2 queries)."""
    held = sheet.points.filter(organisation__isnull=False).values_list("organisation", flat=True)
    to_do = decided_at(sheet).filter(organisation__isnull=False).values_list("organisation", flat=True)
    return {*held, *to_do} - {sheet.led_by}


def decided_at(sheet: Sheet) -> DecisionQuerySet:
    """What was decided there."""
    return Decision.objects.filter(pk__in=DecidedAt.objects.filter(sheet=sheet).values("decision"))


def show_as_agreed(sheet: Sheet, by: Actor | None) -> None:
    """Public once it is closed, if who leads it wants so and everyone named said yes; decisions are read by the
    same."""
    waiting = named_in(sheet) - {
        *sheet.parties.filter(agreed_at__isnull=False).values_list("organisation", flat=True)
    }
    sheet.is_public = sheet.state == State.CLOSED and sheet.wants_public and not waiting
    sheet.save(update_fields=["is_public"])
    show_to(decided_at(sheet), audience_of(sheet), by=by or Actor())
    changed(sheet)


def audience_of(sheet: Sheet) -> Audience:
    if sheet.is_public:
        return Audience.PUBLIC
    return Audience.PLACE if sheet.place_reads else Audience.BETWEEN


def led(sheet: Sheet, by: Actor) -> Sheet:
    """The sheet as it is now, for who leads it. Raises ActionRefused for anybody else."""
    sheet = _locked(sheet)
    if by.person is None or not leads(by, sheet):
        raise ActionRefused(ONLY_WHO_LEADS)
    return sheet


def taken_part(sheet: Sheet, by: Actor) -> Sheet:
    """The sheet as it is now, for who takes part. Raises ActionRefused for anybody else."""
    sheet = _locked(sheet)
    if by.person is None or not takes_part(by, sheet):
        raise ActionRefused(ONLY_WHO_TAKES_PART)
    return sheet


def changed(sheet: Sheet) -> None:
    """What shows it shows something else: its page, the list, its gathering, the pages of its places."""
    near = names_of_pages(sheet, of=PAGES)
    of = [f"gathering:{sheet.gathering_id}"] if sheet.gathering_id else []
    pages.changed(PAGES, f"sheet:{sheet.pk}", *near, *of, f"{PAGES}:of:{sheet.led_by}")


def _open(sheet: Sheet, words: Words, *, by: Actor, place: Place, readers: Readers) -> Sheet:
    if by.person is None:
        raise ActionRefused(ONLY_WHO_LEADS)
    sheet.title, sheet.context, sheet.opened_by, sheet.commitments = (
        words.title,
        words.context,
        by.person,
        COMMITMENTS,
    )
    sheet.place_reads, sheet.wants_public = readers.place, readers.anybody
    place.put_in(sheet)
    sheet.save()
    place.put_neighbourhoods(sheet)
    about = [*place.qpvs, *([sheet.organisation] if sheet.organisation else [])]
    record("sheet.opened", sheet, by=by, about=about)
    if sheet.stage and readers.place:
        others = signatories_of(sheet).exclude(pk=sheet.led_by)
        invited = [SheetParty(sheet=sheet, organisation=each, invited_by=by.person) for each in others]
        SheetParty.objects.bulk_create(invited)
    changed(sheet)
    return sheet


def _become(sheet: Sheet, state: State, *, by: Actor | None, **values: object) -> Sheet:
    sheet.state = state
    for name, value in values.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["state", *values])
    record(f"sheet.{state}", sheet, by=by, about=[sheet.organisation] if sheet.organisation else [])
    changed(sheet)
    return sheet


def _locked(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation").get(pk=sheet.pk)
