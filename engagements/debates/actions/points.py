"""What is written on a sheet, a point at a time: two who write at once lose nothing."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction

from engagements.debates.actions.sheets import (
    COMMITMENTS,
    audience_of,
    changed,
    show_as_agreed,
    taken_part,
)
from engagements.debates.models import LONGEST_POINT, DecidedAt, Part, Point, Sheet, SheetParty
from engagements.debates.rules import leads, may_change, within
from engagements.decisions import actions as decisions
from engagements.decisions.actions import Facts, candidates, choose_one, place_of_row
from engagements.decisions.models import Decision
from engagements.voices.actions import Speaker, change_speaker, take_back_voice, take_down
from engagements.voices.models import Kind, NotedHow, Voice
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.territories.models import Department

KEPT = timedelta(days=90)  # after the day of the debate: how somebody who held something was called
NOT_OPEN = "On écrit sur une fiche du jour du débat à sa clôture\u202f: ensuite, ajoutez une note."
NOT_YOURS = "Seule l’association qui a écrit ce point, le porte ou a ouvert la fiche peut le changer."
MOST_POINTS = 60


@dataclass(frozen=True, kw_only=True)
class Said:
    """A point: in which part, what; of a disagreement, who holds it (an association, a name) and why."""

    part: str
    text: str
    reason: str = ""
    organisation: Organisation | None = None
    called: str = ""
    kind: str = Kind.RESIDENT

    def read(self, within: Department | None) -> "Said":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        if self.part not in Part:
            raise ActionRefused("Dites dans quelle partie de la fiche.")
        if not (text := or_refuse(read_text, self.text, longest=LONGEST_POINT)):
            raise ActionRefused("Écrivez ce qui se dit, en quelques mots.")
        if self.part != Part.APART:
            return Said(part=self.part, text=text)
        if not (reason := or_refuse(read_text, self.reason, longest=LONGEST_POINT)):
            raise ActionRefused("Dites pourquoi\u202f: un désaccord a ses raisons.")
        if self.organisation is None and not self.called.strip():
            raise ActionRefused("Dites qui le porte\u202f: une association, ou un nom.")
        if self.organisation and not candidates(within).filter(pk=self.organisation.pk).exists():
            raise ActionRefused(choose_one(within))
        return replace(self, text=text, reason=reason)


@transaction.atomic
def add(sheet: Sheet, said: Said, *, by: Actor) -> Point:
    """Write a point. Raises ActionRefused for who does not take part, and where nothing is written any more."""
    sheet = _written(sheet, by)
    if sheet.points.count() >= MOST_POINTS:
        raise ActionRefused(f"Une fiche tient en deux pages\u202f: {MOST_POINTS} points au plus.")
    if by.person is None:
        raise ActionRefused(NOT_OPEN)
    point = Point(sheet=sheet, written_for_id=by.acts_for, written_by=by.person)
    _put(point, said.read(within(sheet)), by=by)
    record("point.written", sheet, by=by)
    return point


@transaction.atomic
def change(point: Point, said: Said, *, by: Actor, read: int | None) -> Point:
    """Say it otherwise. Raises Stale for who would write over what they have not read, ActionRefused for somebody
    else's."""
    point = _held(point, by)
    said = said.read(within(point.sheet))
    point.turn_over({"text": said.text, "reason": said.reason}, read=read)
    _put(point, said, by=by)
    record("point.changed", point.sheet, by=by)
    return point


@transaction.atomic
def strike(point: Point, *, by: Actor) -> None:
    """Take a point off the sheet."""
    point = _held(point, by)
    sheet, voice = point.sheet, point.voice
    point.delete()
    if voice:
        take_back_voice(voice)
    record("point.struck", sheet, by=by)
    show_as_agreed(sheet, by)


@transaction.atomic
def decide_there(sheet: Sheet, facts: Facts, *, by: Actor) -> Decision:
    """Something decided at this meeting, read by those who read the sheet."""
    sheet = _written(sheet, by)
    made = decisions.decide(
        facts,
        by=by,
        place=place_of_row(sheet),
        audience=audience_of(sheet),
        commitments=COMMITMENTS,
        countrywide=within(sheet) is None,
    )
    DecidedAt.objects.create(sheet=sheet, decision=made)
    _name(sheet, facts.organisation, by=by)
    record("sheet.decided", sheet, by=by)
    changed(sheet)
    return made


def _put(point: Point, said: Said, *, by: Actor) -> None:
    point.part, point.text, point.reason, point.organisation = said.part, said.text, said.reason, said.organisation
    former, point.voice = point.voice, _voice(point, said, by=by)
    point.save()
    if former and point.voice is None:
        take_back_voice(former)
    _name(point.sheet, said.organisation, by=by)
    show_as_agreed(point.sheet, by)


def _voice(point: Point, said: Said, *, by: Actor) -> Voice | None:
    if not said.called.strip():
        return None
    speaker = Speaker(kind=said.kind, called=said.called, noted_how=NotedHow.MEETING)
    if point.voice:
        return change_speaker(point.voice, speaker)
    held_on = point.sheet.held_on
    return take_down(speaker, by=by, forget_on=held_on + KEPT if held_on else None)


def _name(sheet: Sheet, organisation: Organisation | None, *, by: Actor) -> None:
    """An association that a sheet names takes part in it: it is asked to read it, and whether it may be shown."""
    if organisation and organisation.pk != sheet.organisation_id and by.person:
        SheetParty.objects.get_or_create(
            sheet=sheet, organisation=organisation, defaults={"invited_by": by.person}
        )


def _written(sheet: Sheet, by: Actor) -> Sheet:
    """The sheet, held, where points may be written by who takes part. Raises ActionRefused."""
    sheet = taken_part(sheet, by)
    if not sheet.is_open:
        raise ActionRefused(NOT_OPEN)
    return sheet


def _held(point: Point, by: Actor) -> Point:
    """A point as it is now, held with its sheet."""
    sheet = _written(point.sheet, by)
    held = Point.objects.select_related("voice").filter(pk=point.pk).first()
    if held is None:
        raise ActionRefused("Quelqu’un a retiré ce point entre-temps.")
    if not may_change(by, held, leading=leads(by, sheet)):
        raise ActionRefused(NOT_YOURS)
    held.sheet = sheet
    return held
