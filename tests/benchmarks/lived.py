"""Many needs, calls and gatherings at once, generated and seeded: consistent rows written in bulk."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from engagements.consultations.alike import key_of
from engagements.consultations.models import Call, CallKind
from engagements.needs.models import Need, State
from engagements.participation.models import Gathering, GatheringTime, Rhythm
from engagements.participation.models import State as Met
from engagements.scope.models import Placed
from engagements.voices.models import Kind, NotedHow, Voice
from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation, Theme
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

CHUNK = 1000
MEASURED = "QN09303M"  # the neighbourhood that is asked about: a few there, however many elsewhere
IN_MEASURED = 40  # of each, the first ones
YEAR = 365


@dataclass(frozen=True)
class Size:
    """How many there are of each."""

    needs: int
    calls: int
    gatherings: int


@dataclass(frozen=True)
class Around:
    """Where, by whom, about what."""

    qpvs: Sequence[Qpv]
    measured: Qpv
    organisations: Sequence[Organisation]
    themes: Sequence[Theme]
    person: User

    @classmethod
    def now(cls) -> "Around":
        seen = Signature.objects.published().values("organisation")
        person, _ = User.objects.get_or_create(email="bench@example.org")
        return cls(
            qpvs=list(Qpv.objects.of_2024()),
            measured=Qpv.objects.get(pk=MEASURED),
            organisations=list(Organisation.objects.filter(pk__in=seen)),
            themes=list(Theme.objects.all()),
            person=person,
        )

    def where(self, number: int, pick: random.Random) -> Qpv:
        return self.measured if number < IN_MEASURED else pick.choice(self.qpvs)


def grow_to(size: Size) -> None:
    """Add what is missing; the same rows each time (seeded by their place)."""
    around = Around.now()
    for numbers in _chunks(Need.objects.count(), size.needs):
        _needs(numbers, around)
    for numbers in _chunks(Call.objects.count(), size.calls):
        _calls(numbers, around)
    for numbers in _chunks(Gathering.objects.count(), size.gatherings):
        _gatherings(numbers, around)


def _chunks(start: int, end: int) -> Iterator[range]:
    for first in range(start, end, CHUNK):
        yield range(first, min(end, first + CHUNK))


def _picks(numbers: Sequence[int]) -> Iterator[tuple[int, random.Random]]:
    for number in numbers:
        yield number, random.Random(number)  # noqa: S311  # reproducible, not secret


def _place(rows: Sequence[Placed], qpvs: Sequence[Qpv]) -> None:
    """Each in its neighbourhood, once the rows are there."""
    through: Any = type(rows[0]).qpvs.through
    name = type(rows[0])._meta.model_name
    through.objects.bulk_create(
        through(**{f"{name}_id": row.pk, "qpv": qpv}) for row, qpv in zip(rows, qpvs, strict=True)
    )


def _bulk(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    model._default_manager.bulk_create(rows)


def _needs(numbers: Sequence[int], around: Around) -> None:
    picks = [*_picks(numbers)]
    qpvs = [around.where(number, pick) for number, pick in picks]
    voices = [_voice(pick, around) for _, pick in picks]
    needs = [
        Need(
            text=f"Besoin {number}, {pick.choice(('la lumière', 'un banc', 'des soirées', 'un bus'))} (exemple)",
            theme=pick.choice(around.themes),
            voice=voice,
            how_many=pick.randint(1, 20),
            said_in=timezone.localdate().replace(day=1),
            state=pick.choice(State.values),
            department_id=qpv.department_id,
            noted_at=timezone.now() - timedelta(minutes=number),
        )
        for (number, pick), qpv, voice in zip(picks, qpvs, voices, strict=True)
    ]
    _bulk(Voice, voices)
    _bulk(Need, needs)
    _place(needs, qpvs)


def _voice(pick: random.Random, around: Around) -> Voice:
    whose = pick.choice(around.organisations)
    return Voice(kind=Kind.RESIDENT, noted_how=NotedHow.MEETING, noted_by=around.person, noted_for=whose)


def _calls(numbers: Sequence[int], around: Around) -> None:
    picks, today = [*_picks(numbers)], timezone.localdate()
    qpvs = [around.where(number, pick) for number, pick in picks]
    calls = [
        Call(
            name=f"Appel {number} (exemple)",
            link=(link := f"https://example.org/appels/{number}"),
            link_key=key_of(link),
            kind=pick.choice(CallKind.values),
            last_on=today + timedelta(days=pick.randint(-2 * YEAR, YEAR)),
            written_by=around.person,
            department_id=qpv.department_id,
        )
        for (number, pick), qpv in zip(picks, qpvs, strict=True)
    ]
    _bulk(Call, calls)
    _place(calls, qpvs)


def _gatherings(numbers: Sequence[int], around: Around) -> None:
    picks = [*_picks(numbers)]
    qpvs = [around.where(number, pick) for number, pick in picks]
    gatherings = [_gathering(number, pick, qpv, around) for (number, pick), qpv in zip(picks, qpvs, strict=True)]
    times = [
        GatheringTime(gathering=each, day=timezone.localdate(each.first_at), at=time(18, 30), zone="Europe/Paris")
        for each in gatherings
    ]
    _bulk(Gathering, gatherings)
    _bulk(GatheringTime, times)
    for each, when in zip(gatherings, times, strict=True):
        each.state, each.chosen = Met.FIXED, when
    Gathering.objects.bulk_update(gatherings, ["state", "chosen"], batch_size=CHUNK)
    _place(gatherings, qpvs)


def _gathering(number: int, pick: random.Random, qpv: Qpv, around: Around) -> Gathering:
    title = f"Café des parents {number} (exemple)"
    evening = datetime.combine(timezone.localdate(), time(18, 30)) + timedelta(days=pick.randint(-2 * YEAR, 90))
    starts_at = timezone.make_aware(evening)
    return Gathering(
        organisation=pick.choice(around.organisations),
        title=title,
        search_text=fold(title),
        rhythm=Rhythm.NONE,
        first_at=starts_at,
        last_at=starts_at,
        asked_by=around.person,
        department_id=qpv.department_id,
    )
