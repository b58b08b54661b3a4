"""The letter of a week, among few people and among many: composed, then claimed and asked again, for some of them.

Associations are there from the start, in the same few neighbourhoods where the same is asked, and the letters of
the others have left: only how many people there are changes, and each letter is to cost the same queries and no
more time. Forty people stand for all: five thousand, whole, would take a quarter of an hour."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from functools import partial
from itertools import count
from statistics import median
from typing import Any

from django.db import connection
from django.utils import timezone

from engagements.consultations.actions.calls import CallFacts, announce
from engagements.consultations.actions.rooms import open_consultation
from engagements.consultations.alike import look_alikes
from engagements.consultations.models import Consultation
from engagements.letter.actions import week_of, write_letter
from engagements.letter.models import Letter, LetterQuestion
from engagements.needs.actions import Line, Occasion, note
from engagements.needs.models import Need
from engagements.participation.actions import propose
from engagements.participation.actions.asking import Words
from engagements.participation.times import When
from engagements.scope.places import Place, place_of
from qpv_charter.toolkit.text import fold
from signatories.charter.models import CharterVersion
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.delivery import deliver
from signatories.outbox.models import Message, Preference
from signatories.people.actors import TeamMember
from signatories.people.models import Role, User
from signatories.signatures.models import Signature, Status
from signatories.territories.models import Qpv

FEW, MANY = 500, 5_000
MEASURED, FIRST = 40, 5  # people, the same ones; those of the first letters, which load all
PLACES, CONTACTS = 20, 2
NAMED = "lettre-"
YEAR = timedelta(days=365)
EVENING = hour(18, 30)


@dataclass(frozen=True)
class Taken:
    """For each person: milliseconds (the median), queries (the mean)."""

    milliseconds: float
    queries: float


@dataclass(frozen=True)
class LetterRow:
    """Among that many: what a letter says, what it takes to compose it, and to claim it."""

    people: int
    says: float
    composing: Taken
    claiming: Taken


def prepare() -> None:
    """Who signed, and what is asked where they act; then first letters, so that all is loaded."""
    version, places = CharterVersion.objects.in_force(), _places()
    if version is None:
        raise RuntimeError("load a charter first")
    organisations = [_organisation(number, places) for number in range(MANY // CONTACTS + PLACES)]
    Organisation.objects.bulk_create(organisations)
    through = Organisation.qpvs.through
    through.objects.bulk_create(
        through(organisation=each, qpv=places[number % PLACES]) for number, each in enumerate(organisations)
    )
    Signature.objects.bulk_create(_signature(each, version) for each in organisations)
    person, _ = User.objects.get_or_create(email="bench@example.org")
    for organisation, qpv in zip(organisations[-PLACES:], places, strict=True):  # of nobody who is measured
        _ask(Contact(person=person, acts_for=organisation.pk, organisation=organisation), qpv)
    _as_if_asked_in(week_of(timezone.localdate()))
    measure(FIRST)


def measure(people: int) -> LetterRow:
    """The letters of the week, those of the others written and sent."""
    Letter.objects.all().delete()
    LetterQuestion.objects.all().delete()
    Message.objects.all().delete()
    Preference.objects.all().delete()  # made with the first letter of each
    _grow_to(people)
    week, users = week_of(timezone.localdate()), [*User.objects.filter(email__startswith=NAMED).order_by("email")]
    measured, others = users[:MEASURED], users[MEASURED:]
    _as_if_written(others, week)
    composing = _taken([partial(write_letter, user.pk, week=week) for user in measured])
    waiting = list(Message.objects.due())
    claiming = _taken([partial(deliver, message.pk) for message in waiting])
    sent = Letter.objects.filter(message__in=waiting, message__state=Message.State.SENT)
    if len(sent) != len(measured):
        message = f"{len(sent)} letters of {len(measured)} left"
        raise RuntimeError(message)
    return LetterRow(people, sum(len(letter.names) for letter in sent) / len(measured), composing, claiming)


def _taken(acts: Sequence[Callable[[], object]]) -> Taken:
    queries, milliseconds = count(), []

    def counted(execute: Callable[..., Any], *asked: Any) -> Any:
        next(queries)
        return execute(*asked)

    with connection.execute_wrapper(counted):
        for act in acts:
            start = time.perf_counter()
            act()
            milliseconds.append((time.perf_counter() - start) * 1000)
    return Taken(median(milliseconds), next(queries) / len(acts))


def _as_if_written(users: Sequence[User], week: date) -> None:
    sent = {"state": Message.State.SENT, "sent_at": timezone.now()}
    messages = [
        Message(kind="letter.week", to=user.email, subject="La lettre (exemple)", **sent) for user in users
    ]
    Message.objects.bulk_create(messages)
    Letter.objects.bulk_create(
        Letter(person=user, week=week, message=message) for user, message in zip(users, messages, strict=True)
    )


def _grow_to(people: int) -> None:
    """Two people for each association, the first ones first."""
    numbers = range(Membership.objects.count(), people)
    users = User.objects.bulk_create(User(email=f"{NAMED}{number:05d}@example.org") for number in numbers)
    whose = list(Organisation.objects.filter(slug__startswith=NAMED).order_by("slug"))
    Membership.objects.bulk_create(
        Membership(user=user, organisation=whose[number // CONTACTS])
        for user, number in zip(users, numbers, strict=True)
    )


def _places() -> list[Qpv]:
    """A neighbourhood of each of some departments."""
    by_department = {qpv.department_id: qpv for qpv in Qpv.objects.of_2024().select_related("department")}
    return [by_department[code] for code in sorted(by_department)][:PLACES]


def _organisation(number: int, places: list[Qpv]) -> Organisation:
    name = f"Voisinage {number:05d} (exemple)"
    commune = places[number % PLACES].communes.all()[0]
    return Organisation(name=name, name_key=fold(name), slug=f"{NAMED}{number:05d}", commune=commune)


def _signature(organisation: Organisation, version: CharterVersion) -> Signature:
    published = timezone.now() - YEAR
    return Signature(
        organisation=organisation,
        charter_version=version,
        status=Status.PUBLISHED,
        published_at=published,
        signed_on=published.date(),
        code=f"L{organisation.slug[-5:]:0>11}",
    )


def _ask(by: Contact, qpv: Qpv) -> None:
    """When one can meet, who sees it too, who files what."""
    place, in_days = (
        place_of(qpvs=[qpv], department=None),
        [timezone.localdate() + timedelta(days=n) for n in (20, 60)],
    )
    propose(
        by=by,
        place=place,
        words=Words(title="Café des parents (exemple)"),
        times=[When(in_days[0], EVENING), When(in_days[1], EVENING)],
    )
    occasion = Occasion(said_in=timezone.localdate().replace(day=1))
    note([Line(text="La lumière (exemple)", how_many=9)], by=by, place=place, occasion=occasion, is_public=True)
    _open(by, place, day=in_days[0], last_on=in_days[1])


def _open(by: Contact, place: Place, *, day: date, last_on: date) -> None:
    team = TeamMember(person=by.person, roles=frozenset({Role.Kind.NATIONAL}))
    link = f"https://example.org/lettre/{by.organisation.slug}"
    facts = CallFacts(name=f"Appel {link[-5:]} (exemple)", link=link, last_on=last_on, place=place)
    alike = look_alikes(name=facts.name, link=link, department=place.department, on=last_on)
    call = announce(facts, by=team, knowing=[each.pk for each in alike])
    open_consultation(call, by=by, place=place, day=day, at=EVENING)


def _as_if_asked_in(week: date) -> None:
    """Days before its Monday, for what a letter asks once, from then on."""
    monday = datetime.combine(week, hour(12), UTC)
    Need.objects.filter(voice__noted_for__slug__startswith=NAMED).update(noted_at=monday - timedelta(days=2))
    Consultation.objects.update(opened_at=monday - timedelta(days=5))
