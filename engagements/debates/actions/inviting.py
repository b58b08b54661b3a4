"""Who takes part in a sheet: associations, and guests by a key with an end."""

from datetime import date, timedelta

from django.db import transaction

from engagements.debates.actions.sheets import changed, led
from engagements.debates.models import Sheet, SheetGuest, SheetParty
from engagements.debates.rules import within
from engagements.decisions.actions import candidates, choose_one
from engagements.invited.letting_in import Lasts, let_in
from engagements.invited.models import InvitedKey
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

GUESTS = Lasts(timedelta(days=90), "trois mois")


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
def invite_guest(sheet: Sheet, *, by: Actor, called: str, until: date) -> InvitedKey:
    """A key for somebody of no association here. Raises ActionRefused for who does not lead, and as `let_in`."""
    sheet = led(sheet, by)
    key = let_in(SheetGuest.objects.all(), by=by, called=called, until=until, lasts=GUESTS, sheet=sheet)
    record("sheet.guest_invited", sheet, by=by)
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
    SheetGuest.objects.over().delete()
