"""Choosing a date, moving it, calling it off, saying what came of it. Who left an address is told; the others are
called."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagements.participation import emails
from engagements.participation.actions.asking import changed, count_dates, locked
from engagements.participation.models import (
    ASKING,
    LONGEST_TEXT,
    LONGEST_WHY,
    MOST_PEOPLE,
    Gathering,
    GatheringTime,
    Rhythm,
    State,
)
from engagements.participation.times import When, next_of, read_times
from engagements.voices.actions import keep_until
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line, read_text
from signatories.history.actions import record
from signatories.organisations.actors import Contact

REMINDED = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Who came, by kind, and what came of it."""

    residents: int
    volunteers: int = 0
    employees: int = 0
    public_bodies: int = 0
    childcare_given: bool = False
    interpreting_given: bool = False
    outcome: str = ""


@transaction.atomic
def fix(gathering: Gathering, *, by: Contact, time: GatheringTime) -> Gathering:
    """Choose one of the dates proposed. Raises ActionRefused when one was already, or this has passed."""
    gathering = locked(gathering, by)
    if gathering.state != State.PROPOSING:
        raise ActionRefused("La date de cette rencontre est déjà choisie, ou elle est annulée.")
    if time.gathering_id != gathering.pk or time.starts_at <= timezone.now():
        raise ActionRefused("Cette date est passée, ou n’est pas de celles que vous avez proposées.")
    _decide(gathering, time)
    record("gathering.fixed", gathering, by=by, about=[gathering.organisation])
    emails.fixed(gathering)
    return gathering


@transaction.atomic
def move(gathering: Gathering, *, by: Contact, when: When) -> Gathering:
    """Choose another date. Raises ActionRefused for a date that cannot be, and once it was held or called off."""
    gathering = locked(gathering, by)
    if gathering.state != State.FIXED:
        raise ActionRefused("On ne déplace qu’une rencontre dont la date est fixée.")
    (day, at), before = read_times([when], zone=gathering.zone_of_place)[0], gathering.chosen
    time, _ = GatheringTime.objects.get_or_create(
        gathering=gathering, day=day, at=at, defaults={"zone": gathering.zone_of_place}
    )
    if time == before:
        raise ActionRefused("C’est déjà la date de cette rencontre.")
    _decide(gathering, time)
    record("gathering.moved", gathering, by=by, about=[gathering.organisation])
    emails.moved(gathering, before=before)
    return gathering


@transaction.atomic
def cancel(gathering: Gathering, *, by: Contact, why: str) -> Gathering:
    """Call it off, and say why. Raises ActionRefused without a reason, and for what was held or called off."""
    gathering = locked(gathering, by)
    if gathering.state not in ASKING:
        raise ActionRefused("Cette rencontre a eu lieu, ou est déjà annulée.")
    if not (why := or_refuse(read_line, why, longest=LONGEST_WHY)):
        raise ActionRefused("Dites pourquoi\u202f: les personnes qui comptaient venir le liront.")
    gathering.state, gathering.cancelled_why = State.CANCELLED, why
    _turn(gathering, "state", "cancelled_why")
    record("gathering.cancelled", gathering, by=by, about=[gathering.organisation])
    emails.cancelled(gathering)
    return gathering


@transaction.atomic
def hold(gathering: Gathering, *, by: Contact, outcome: Outcome) -> Gathering:
    """Say who came and what came of it; said again, it replaces what was said. What is repeated is fixed again.

    Raises ActionRefused before its date, for what was called off, and for more people than a square holds."""
    gathering = locked(gathering, by)
    if gathering.state not in {State.FIXED, State.HELD} or not gathering.is_over:
        raise ActionRefused("Vous direz ce que cela a donné une fois la rencontre passée.")
    said = vars(outcome) | {"outcome": or_refuse(read_text, outcome.outcome, longest=LONGEST_TEXT)}
    if any(
        not 0 <= said[kind] <= MOST_PEOPLE for kind in ("residents", "volunteers", "employees", "public_bodies")
    ):
        raise ActionRefused(f"Un nombre de personnes va de 0 à {MOST_PEOPLE}.")
    first_time = gathering.state == State.FIXED
    gathering.state = State.HELD
    for name, value in said.items():
        setattr(gathering, name, value)
    gathering.save(update_fields=["state", *said])
    record("gathering.held", gathering, by=by, about=[gathering.organisation])
    if first_time and gathering.rhythm:
        _repeat(gathering, by=by)
    changed(gathering)
    return gathering


@transaction.atomic
def remind(gathering: Gathering) -> None:
    """Two days before, once for each date: the mails and the mark are of one transaction."""
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
    if gathering.state != State.FIXED or gathering.reminded_at or not gathering.is_asking:
        return
    gathering.reminded_at = timezone.now()
    gathering.save(update_fields=["reminded_at"])
    emails.reminder(gathering)


def remind_all() -> None:
    """Those whose date is two days away or less."""
    soon = timezone.now() + REMINDED
    due = Gathering.objects.filter(state=State.FIXED, reminded_at=None, last_at__gt=timezone.now())
    for gathering in due.filter(last_at__lte=soon):
        remind(gathering)


def _decide(gathering: Gathering, time: GatheringTime) -> None:
    gathering.state, gathering.chosen, gathering.reminded_at = State.FIXED, time, None
    count_dates(gathering, [time])
    _turn(gathering, "state", "chosen", "reminded_at", "first_at", "last_at")
    keep_until(Voice.objects.filter(gathering_answer__gathering=gathering), gathering.forget_on)


def _turn(gathering: Gathering, *fields: str) -> None:
    """Save what calendars must take again."""
    gathering.sequence, gathering.changed_at = gathering.sequence + 1, timezone.now()
    gathering.save(update_fields=[*fields, "sequence", "changed_at"])
    changed(gathering)


def _repeat(gathering: Gathering, *, by: Contact) -> None:
    """The next one, fixed at the same hour: the same day of the week, or the first Thursday of next month."""
    held = gathering.chosen
    if held is None:
        return
    day = next_of(held.day, monthly=gathering.rhythm == Rhythm.MONTH, after=timezone.localdate())
    again = Gathering(organisation=gathering.organisation, asked_by=by.person, state=State.PROPOSING)
    for name in ("title", "text", "where", "is_public", "reach", "commune", "department", "commitments", "rhythm"):
        setattr(again, name, getattr(gathering, name))
    time = GatheringTime(gathering=again, day=day, at=held.at, zone=held.zone)
    time.place_in_time()
    count_dates(again, [time])
    again.save()
    again.qpvs.set(gathering.qpvs.all())
    time.save()
    again.state, again.chosen = State.FIXED, time
    again.save(update_fields=["state", "chosen"])
    record("gathering.repeated", again, by=by, about=[again.organisation])
    changed(again)
