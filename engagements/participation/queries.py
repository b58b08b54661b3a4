"""What pages show of gatherings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from engagements.participation import choosing
from engagements.participation.models import (
    KEPT,
    Answer,
    AnswerTime,
    Gathering,
    GatheringQuerySet,
    GatheringTime,
    Says,
    State,
)
from engagements.voices.models import Kind
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

SHOWN = 3


@dataclass(frozen=True)
class Counted:
    """A date and how many said what of it: what anybody may see."""

    time: GatheringTime
    yes: int
    if_needed: int
    no: int


@dataclass(frozen=True)
class Considered:
    """A date as who organises sees it: who can, and whom it leaves out."""

    time: GatheringTime
    date: choosing.Date
    who: Sequence[Answer]

    @property
    def pk(self) -> int:
        return int(self.time.pk)


def page(rows: GatheringQuerySet) -> GatheringQuerySet:
    """Each with all that a list or its page shows of it (6 queries whatever their number)."""
    times = Prefetch("times", GatheringTime.objects.order_by("starts_at", "pk"))
    return rows.with_place().select_related("organisation", "chosen").prefetch_related(times)


def counts(gathering: Gathering) -> list[Counted]:
    """The dates that count, with how many said what (2 queries)."""
    of = {says: Count("answers", filter=Q(answers__says=says)) for says in Says.values}
    times = gathering.times.filter(pk__in=[time.pk for time in gathering.asked()]).annotate(**of)
    return [Counted(time, time.yes, time.if_needed, time.no) for time in times]  # type: ignore[attr-defined]  # annotated


def how_many(gathering: Gathering) -> int:
    """How many answered (1 query)."""
    return gathering.answers.count()


def answers(gathering: Gathering, actor: Actor) -> list[Answer]:
    """Who answered what, with contacts, for who organises: nobody's for anybody else (3 queries)."""
    said = Prefetch("said", AnswerTime.objects.select_related("time").order_by("time__starts_at"))
    rows = Answer.objects.read_by(actor).filter(gathering=gathering)
    return list(
        rows.select_related("voice__contact", "voice__organisation", "voice__noted_by").prefetch_related(said)
    )


def considered(gathering: Gathering, given: Sequence[Answer]) -> list[Considered]:
    """The dates that count, each with whom it leaves out (1 query)."""
    times = gathering.asked()
    found = choosing.dates([time.pk for time in times], map(heard, given))
    return [
        Considered(time, date, [each for each in given if _says(each, time) in {Says.YES, Says.IF_NEEDED}])
        for time, date in zip(times, found, strict=True)
    ]


def to_call(given: Sequence[Answer]) -> list[Answer]:
    """Who left a telephone and no address: somebody tells them the date."""
    reached = [(each, each.voice.reached) for each in given]
    return [each for each, contact in reached if contact and contact.phone and not contact.email]


def heard(given: Answer) -> choosing.Heard:
    """An answer, as what decides reads it."""
    return choosing.Heard(
        resident=given.voice.kind == Kind.RESIDENT,
        says={each.time_id: each.says for each in given.said.all()},
        needs=frozenset(given.needs),
    )


def in_neighbourhood(qpv: Qpv, actor: Actor) -> list[Gathering]:
    """The next ones of a neighbourhood, the first to begin first (6 queries)."""
    rows = Gathering.objects.visible_to(actor).at(qpv).exclude(state=State.CANCELLED)
    return list(page(rows.to_come())[:SHOWN])


def of_association(organisation: Organisation, actor: Actor) -> list[Gathering]:
    """Those of an association that are to come, as somebody may see them (6 queries)."""
    rows = Gathering.objects.visible_to(actor).filter(organisation=organisation).exclude(state=State.CANCELLED)
    return list(page(rows.to_come())[:SHOWN])


def for_calendars(rows: GatheringQuerySet) -> list[Gathering]:
    """Those that have a date, what was called off included, from three months back (5 queries)."""
    recent = rows.filter(chosen__isnull=False, last_at__gte=timezone.now() - KEPT)
    return list(page(recent).order_by("first_at", "pk"))


def of_space(actor: Contact) -> list[Gathering]:
    """All those of an association, the last date first, with how many answered (6 queries)."""
    rows = Gathering.objects.visible_to(actor).filter(organisation=actor.organisation)
    return list(page(rows).annotate(answered=Count("answers")).order_by("-last_at", "pk"))


def _says(given: Answer, time: GatheringTime) -> str:
    return next((each.says for each in given.said.all() if each.time_id == time.pk), "")
