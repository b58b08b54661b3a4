"""Putting a line of the day off, and taking it back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.people.actors import TeamMember
from signatories.people.places import Pile
from signatories.today.models import PutOff

LATEST = timedelta(days=366)


@transaction.atomic
def put_off(pile: Pile, about: str, *, until: date, by: TeamMember) -> PutOff:
    """The line comes back that day, for the whole team. Raises ActionRefused for today or before, for a day more
    than a year ahead, and for what does not wait any more, or never was hers."""
    today = timezone.localdate()
    if not today < until <= today + LATEST:
        raise ActionRefused("Choisissez un jour à venir, dans l’année.")
    if not pile.rows.filter(pk=about).exists():
        raise ActionRefused("Cette ligne n’attend plus.")
    PutOff.objects.filter(until__lte=today).delete()  # they are back, and nothing reads their rows
    put, _ = PutOff.objects.update_or_create(
        pile=pile.slug, about=about, defaults={"until": until, "by": by.person, "at": timezone.now()}
    )
    record("day_line.put_off", put, by=by, pile=pile.slug, line=about, until=until.isoformat())
    return put


@transaction.atomic
def take_back(pile: Pile, about: str, *, by: TeamMember) -> None:
    """The line is of today again. Raises ActionRefused for one that is not put off."""
    found = PutOff.objects.standing().select_for_update(of=("self",)).filter(pile=pile.slug, about=about).first()
    if found is None or not pile.rows.filter(pk=about).exists():
        raise ActionRefused("Cette ligne n’est pas remise à plus tard.")
    record("day_line.taken_back", found, by=by, pile=pile.slug, line=about)
    found.delete()
