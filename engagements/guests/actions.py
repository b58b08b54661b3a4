"""Letting somebody in to read what is said in a neighbourhood, until a day; ending that, and forgetting it."""

from datetime import date, timedelta

from django.db import transaction

from engagements.guests import rules
from engagements.guests.models import Guest
from engagements.invited.letting_in import Lasts, let_in
from engagements.invited.models import InvitedKey
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

GUESTS = Lasts(timedelta(days=366), "un an")  # of needs: longer, and nobody remembers who reads


@transaction.atomic
def invite(qpv: Qpv, *, by: Actor, called: str, until: date) -> InvitedKey:
    """A key to what is said there. Raises ActionRefused for who neither animates nor is relais there, and as
    `let_in`."""
    qpv = Qpv.objects.select_for_update(no_key=True).get(pk=qpv.pk)  # as `let_in` asks
    if not rules.may_invite(by, qpv):
        raise ActionRefused(
            "C’est le relais du quartier ou l’équipe d’animation qui invite à lire ce qui s’y dit."
        )
    key = let_in(Guest.objects.all(), by=by, called=called, until=until, lasts=GUESTS, qpv=qpv)
    record("guest.invited", qpv, by=by)
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
    Guest.objects.over().delete()
