"""Letting somebody in: what holds of every invitation. What is recorded of it, and who may, its slice says."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from engagements.invited.models import Invited, InvitedKey, InvitedQuerySet
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import LONGEST_NAME, read_name
from signatories.people.actors import Actor

MOST = 20  # who read one thing at once


@dataclass(frozen=True)
class Lasts:
    """How long an invitation may, and in words."""

    longest: timedelta
    words: str


def let_in(
    among: InvitedQuerySet[Any], *, by: Actor, called: str, until: date, lasts: Lasts, **what: Any
) -> InvitedKey:
    """A key to `what`, good until the end of a day; its `clear` goes into the address that is passed on. For an
    action that holds what is read: of two invitations at once, the second counts the first.

    Raises ActionRefused for a day that is past or too far, for somebody without a name, and for too many `among`
    those who read it."""
    called = or_refuse(read_name, called, longest=LONGEST_NAME)
    today = timezone.localdate()
    if not today <= until <= today + lasts.longest:
        raise ActionRefused(f"Choisissez un jour à venir, dans {lasts.words} au plus.")
    if not called or by.person is None:
        raise ActionRefused("Dites qui vous invitez\u202f: un service, un conseil citoyen, une personne.")
    if among.filter(**what).current().count() >= MOST:
        raise ActionRefused(f"{MOST} personnes sont déjà invitées\u202f: retirez-en une d’abord.")
    invited: Invited = among.create(called=called, until=until, invited_by=by.person, **what)
    ends = timezone.make_aware(datetime.combine(until, time.max))
    key: InvitedKey = invited.keys.model.objects.issue(target=invited, expires_at=ends)
    return key
