"""Letting somebody in to read what is said in a neighbourhood, until a day; ending that, and forgetting it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from engagements.guests import rules
from engagements.guests.models import Guest, GuestKey
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import LONGEST_NAME, read_name
from signatories.history.actions import record
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

LONGEST = timedelta(days=366)  # a year of needs: longer than a mandate lasts, nobody remembers who reads
MOST = 20  # in one neighbourhood


@transaction.atomic
def invite(qpv: Qpv, *, by: Actor, called: str, until: date) -> GuestKey:
    """A key to what is said there, good until the end of a day; its `clear` goes into the address passed on.

    Raises ActionRefused for who neither animates nor is relais there, for a day that is past or too far, for a
    guest without a name, and for too many."""
    # Held: of two invitations at once, the second counts the first.
    qpv = Qpv.objects.select_for_update(no_key=True).get(pk=qpv.pk)
    called = or_refuse(read_name, called, longest=LONGEST_NAME)
    if by.person is None or not rules.may_invite(by, qpv):
        raise ActionRefused(
            "C’est le relais du quartier ou l’équipe d’animation qui invite à lire ce qui s’y dit."
        )
    _check(qpv, called, until)
    guest = Guest.objects.create(qpv=qpv, called=called, until=until, invited_by=by.person)
    record("guest.invited", qpv, by=by)
    ends = timezone.make_aware(datetime.combine(until, time.max))
    key: GuestKey = GuestKey.objects.issue(target=guest, expires_at=ends)
    return key


@transaction.atomic
def end(guest: Guest, *, by: Actor) -> None:
    """End an invitation: its key opens nothing any more, and nobody knows who it was. Raises ActionRefused for who
    may not invite there."""
    if not rules.may_invite(by, guest.qpv):
        raise ActionRefused("C’est le relais du quartier ou l’équipe d’animation qui retire une invitation.")
    Guest.objects.filter(pk=guest.pk).delete()
    record("guest.ended", guest.qpv, by=by)


@transaction.atomic
def forget_old() -> None:
    """Those whose invitation is over."""
    Guest.objects.filter(until__lt=timezone.localdate()).delete()


def _check(qpv: Qpv, called: str, until: date) -> None:
    """Raises ActionRefused with what is wrong, in words."""
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ActionRefused("Choisissez un jour à venir, dans un an au plus.")
    if not called:
        raise ActionRefused("Dites qui vous invitez\u202f: un service, un conseil citoyen, une personne.")
    if Guest.objects.current().filter(qpv=qpv).count() >= MOST:
        raise ActionRefused(f"{MOST} personnes sont déjà invitées\u202f: retirez-en une d’abord.")
