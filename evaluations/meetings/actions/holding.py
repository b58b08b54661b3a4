"""Who was there, and the minutes approved."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from engagements.debates.actions.inviting import invite
from engagements.debates.actions.sheets import have_it_read
from engagements.debates.models import Sheet
from engagements.debates.models import State as SheetState
from engagements.debates.rules import within
from engagements.decisions.actions import candidates
from evaluations.meetings.actions.announcing import run
from evaluations.meetings.models import MeetingPresence, YearlyMeeting
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature

How = MeetingPresence.How


@transaction.atomic
def note_present(
    meeting: YearlyMeeting, *, by: Actor, organisations: Iterable[Organisation], how: str = How.ROOM
) -> list[MeetingPresence]:
    """Associations that are there, in the room or by telephone: they have answered. Those noted already stay as
    they are, so that two people may note at the door at once.

    Raises ActionRefused before its day, for who does not run it, and for who signed nothing."""
    meeting = run(meeting, by)
    if not meeting.has_begun or by.person is None:
        raise ActionRefused("Vous noterez qui est là le jour du rendez-vous.")
    there = {*meeting.present.values_list("organisation", flat=True)}
    new = [each for each in organisations if each.pk not in there]
    signed = Signature.objects.published().filter(organisation__in=new).values_list("organisation", flat=True)
    if {each.pk for each in new} - {*signed}:
        raise ActionRefused("Seules les associations signataires se notent ici.")
    made = [
        MeetingPresence.objects.create(meeting=meeting, organisation=each, how=how, noted_by=by.person)
        for each in new
    ]
    for each in made:
        record("meeting.present", meeting, by=by, about=[each.organisation])
    return made


@transaction.atomic
def take_off(presence: MeetingPresence, *, by: Actor) -> None:
    """An association was not there after all."""
    meeting = run(presence.meeting, by)
    MeetingPresence.objects.filter(pk=presence.pk).delete()
    record("meeting.absent", meeting, by=by, about=[presence.organisation])


@transaction.atomic
def give_to_read(meeting: YearlyMeeting, *, by: Actor) -> Sheet:
    """Those who were there have ten days to correct the notes, and are told so; then these close by themselves.

    Raises ActionRefused for who does not lead the notes, and unless they are being written."""
    meeting = run(meeting, by)
    sheet = Sheet.objects.filter(gathering=meeting.gathering_id).first()
    if sheet is None:
        raise ActionRefused("Ouvrez d’abord les notes, depuis la page de la rencontre.")
    near = candidates(within(sheet)).filter(pk__in=meeting.present.values("organisation"))
    for organisation in near.exclude(pk=sheet.led_by):
        invite(sheet, organisation, by=by)
    return have_it_read(sheet, by=by)


@transaction.atomic
def approve(meeting: YearlyMeeting, *, by: Actor) -> YearlyMeeting:
    """The minutes are as they should be, says somebody by their name: they are published. Twice changes nothing.

    Raises ActionRefused for who does not run it, and as long as its notes are not closed."""
    meeting = run(meeting, by)
    if meeting.approved_at:
        return meeting
    if not Sheet.objects.filter(gathering=meeting.gathering_id, state=SheetState.CLOSED).exists():
        raise ActionRefused("Les notes se relisent pendant dix jours\u202f: approuvez-les une fois closes.")
    meeting.approved_at, meeting.approved_by = timezone.now(), by.person
    meeting.save(update_fields=["approved_at", "approved_by"])
    record("meeting.approved", meeting, by=by, about=[meeting.gathering.organisation])
    return meeting
