"""What the tests of gatherings start from."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from engagements.participation import actions
from engagements.participation.actions.answering import Given, Said
from engagements.participation.actions.asking import Words
from engagements.participation.actions.deciding import Outcome
from engagements.participation.models import Gathering
from engagements.participation.times import When
from engagements.scope.places import Place, place_of
from engagements.voices.actions import Speaker
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from signatories.territories.models import Department, Qpv, Region
from tests.engagements.closures.scenes import a_signatory_of_franc_moisin, contact_of
from tests.factories import a_qpv

__all__ = ["a_signatory_of_franc_moisin", "contact_of"]

NOON, EVENING = time(12), time(18, 30)
WORDS = Words(title="Café des parents (exemple)", where="Maison de quartier (exemple)")


def in_days(days: int, at: time = EVENING) -> When:
    return When(timezone.localdate() + timedelta(days=days), at)


def at(*qpvs: Qpv) -> Place:
    return place_of(qpvs=qpvs or [a_qpv()], department=None)


def a_gathering(
    by: Contact | None = None,
    *,
    days: tuple[int, ...] = (10, 12, 14),
    is_public: bool = True,
    place: Place | None = None,
    words: Words = WORDS,
    rhythm: str = "",
) -> Gathering:
    """A gathering proposed at each of these days from now on, at 18:30; fixed at once where there is one."""
    by = by or a_signatory_of_franc_moisin()
    times = [in_days(day) for day in days]
    return actions.propose(
        by=by, place=place or at(), words=words, times=times, is_public=is_public, rhythm=rhythm
    )


def organiser(gathering: Gathering) -> Contact:
    return contact_of(gathering.organisation)


def says(gathering: Gathering, *answers: str, **needs: Any) -> Said:
    """One word a date, in order: yes when there is none."""
    times = gathering.asked()
    words = answers or ("yes",) * len(times)
    return Said(times={when.pk: word for when, word in zip(times, words, strict=False)}, **needs)


def a_resident_answers(
    gathering: Gathering, *answers: str, called: str = "Fatou", email: str = "", phone: str = "", **needs: Any
) -> Given:
    """Somebody without an account."""
    speaker = Speaker(called=called, email=email, phone=phone)
    return actions.answer(gathering, by=Actor(), speaker=speaker, said=says(gathering, *answers, **needs))


def long_ago(gathering: Gathering, *, days: int) -> Gathering:
    """The same, whose last date was so many days ago."""
    past = timezone.now() - timedelta(days=days)
    Gathering.objects.filter(pk=gathering.pk).update(first_at=past, last_at=past)
    gathering.refresh_from_db()
    return gathering


def a_gathering_held(
    by: Contact | None = None, *, outcome: str = "Douze idées (exemple).", **more: Any
) -> Gathering:
    """Yesterday, with fourteen residents and six others."""
    gathering = long_ago(a_gathering(by, days=(10,), **more), days=1)
    return actions.hold(gathering, by=organiser(gathering), outcome=an_outcome(outcome=outcome))


def an_outcome(**more: Any) -> Outcome:
    return Outcome(**({"residents": 14, "volunteers": 3, "employees": 2, "public_bodies": 1} | more))


def reunion() -> Department:
    """Four hours ahead of UTC, all year."""
    region, _ = Region.objects.get_or_create(code="04", defaults={"name": "La Réunion", "zone": "drom"})
    facts = {"name": "La Réunion", "zone": "drom", "region": region}
    return Department.objects.get_or_create(code="974", defaults=facts)[0]
