"""Who takes part in a sheet: associations, and guests by a key with an end."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from engagements.debates.actions.sheets import changed, led
from engagements.debates.models import Sheet, SheetGuest, SheetGuestKey, SheetParty
from engagements.debates.rules import within
from engagements.decisions.actions import candidates, choose_one
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import LONGEST_NAME, read_name
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

LONGEST = timedelta(days=90)  # of a guest's key
MOST_GUESTS = 20


@transaction.atomic
def invite(sheet: Sheet, organisation: Organisation, *, by: Actor) -> SheetParty:
    """Let in a signatory of the department, or of anywhere for a meeting of the country. Raises ActionRefused for
    who does not lead, and for another."""
    sheet = led(sheet, by)
    if by.person is None or not candidates(within(sheet)).filter(pk=organisation.pk).exists():
        raise ActionRefused(choose_one(within(sheet)))
    party, made = SheetParty.objects.get_or_create(
        sheet=sheet, organisation=organisation, defaults={"invited_by": by.person}
    )
    if made:
        record("sheet.invited", sheet, by=by, about=[organisation])
    return party


@transaction.atomic
def invite_guest(sheet: Sheet, *, by: Actor, called: str, until: date) -> SheetGuestKey:
    """A key for somebody of no association here, good until the end of a day; its `clear` goes into the address
    that the organiser passes on. Raises ActionRefused for a day that is past or too far, or too many guests."""
    sheet = led(sheet, by)
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ActionRefused("Choisissez un jour à venir, dans trois mois au plus.")
    if not (called := or_refuse(read_name, called, longest=LONGEST_NAME)) or by.person is None:
        raise ActionRefused("Dites qui vous invitez\u202f: un service, un conseil citoyen, une personne.")
    if sheet.guests.filter(until__gte=today).count() >= MOST_GUESTS:
        raise ActionRefused(f"{MOST_GUESTS} personnes sont déjà invitées\u202f: retirez-en une d’abord.")
    guest = sheet.guests.create(called=called, until=until, invited_by=by.person)
    record("sheet.guest_invited", sheet, by=by)
    ends = timezone.make_aware(datetime.combine(until, time.max))
    key: SheetGuestKey = SheetGuestKey.objects.issue(target=guest, expires_at=ends)
    return key


@transaction.atomic
def end_guest(guest: SheetGuest, *, by: Actor) -> None:
    """End an invitation: its key opens nothing any more, and nobody knows who it was."""
    sheet = led(guest.sheet, by)
    sheet.guests.filter(pk=guest.pk).delete()
    record("sheet.guest_ended", sheet, by=by)
    changed(sheet)


@transaction.atomic
def forget_old_guests() -> None:
    """Those whose invitation is over."""
    SheetGuest.objects.filter(until__lt=timezone.localdate()).delete()
