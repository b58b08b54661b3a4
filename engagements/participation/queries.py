"""What pages show of gatherings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

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
    Rhythm,
    Says,
    State,
)
from engagements.scope.models import Reach
from engagements.voices.models import Kind
from qpv_charter.toolkit.links import absolute
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.territories.models import Commune, Department, Qpv

SHOWN, MOST_TOLD = 3, 10
MOST_REGULAR = 14
WEEK, TWO_MONTHS, HALF_A_YEAR = timedelta(days=7), timedelta(days=60), timedelta(days=180)


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


def words_of(gathering: Gathering) -> str:
    """All that its page says in people's own words."""
    said = (gathering.title, gathering.text, gathering.where, gathering.cancelled_why, gathering.outcome)
    return "\n".join(filter(None, said))


def message(gathering: Gathering) -> str:
    """What one pastes into WhatsApp or a text message, or reads on the radio."""
    when = str(gathering.chosen) if gathering.chosen else "dites quand vous pouvez venir"
    where = f", {gathering.where}" if gathering.where else ""
    page_ = absolute(gathering.get_absolute_url())
    return f"{gathering.title} ({gathering.place}{where})\u202f: {when}. {page_}"


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


def last_held(qpv: Qpv, actor: Actor) -> Gathering | None:
    """The last one held there, as long as one remembers it (1 query)."""
    rows = Gathering.objects.visible_to(actor).at(qpv).filter(state=State.HELD).past()
    return rows.filter(last_at__gte=timezone.now() - HALF_A_YEAR).select_related("organisation", "chosen").first()


def regular(qpv: Qpv, actor: Actor) -> list[Gathering]:
    """Those that come back each week or each month, by their next date (1 query)."""
    rows = Gathering.objects.visible_to(actor).at(qpv).filter(state=State.FIXED).exclude(rhythm=Rhythm.NONE)
    return list(rows.to_come().select_related("organisation", "chosen")[:MOST_REGULAR])


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


@dataclass(frozen=True)
class Near:
    """What the letter tells an association of the gatherings of its places."""

    asking: Sequence[Gathering]
    fixed: Sequence[Gathering]
    held: Sequence[Gathering]


def near(actor: Contact, period: Period) -> Near:
    """Those of other associations that concern where it acts and that it has not answered; the dates of all; what
    was held in the period."""
    there = page(Gathering.objects.visible_to(actor).filter(of_places(actor.organisation)))
    held = there.filter(state=State.HELD, last_at__date__gte=period.start, last_at__date__lt=period.end)
    return Near(
        asking=list(asking(actor)[:MOST_TOLD]),
        fixed=list(there.filter(state=State.FIXED).to_come()[:MOST_TOLD]),
        held=list(held.order_by("last_at", "pk")[:MOST_TOLD]),
    )


def asking(actor: Contact) -> GatheringQuerySet:
    """Those of other associations that ask when one can meet where it acts, and that it has not answered."""
    answered = Answer.objects.filter(voice__organisation=actor.organisation).values("gathering")
    there = page(Gathering.objects.visible_to(actor).filter(of_places(actor.organisation)))
    found = there.filter(state=State.PROPOSING, is_public=True).to_come()
    return found.exclude(organisation=actor.organisation).exclude(pk__in=answered)


def of_places(organisation: Organisation) -> Q:
    """Gatherings that concern where an association says it acts, or where it is seated."""
    qpvs = organisation.qpvs.values("pk")
    named = Gathering.qpvs.through.objects.filter(qpv__in=qpvs).values("gathering")
    communes = Commune.objects.filter(Q(qpvs__in=qpvs) | Q(pk=organisation.commune_id)).values("pk")
    departments = Commune.objects.filter(pk__in=communes).values("department")
    return (
        Q(pk__in=named)
        | Q(reach=Reach.COMMUNE, commune__in=communes)
        | Q(reach=Reach.DEPARTMENT, department__in=departments)
    )


def to_decide(actor: Contact) -> list[Gathering]:
    """Those whose date it has to choose: somebody answered, and the first of them is a week away at most."""
    soon = timezone.now() + WEEK
    mine = _mine(actor).filter(state=State.PROPOSING, first_at__lte=soon, last_at__gt=timezone.now())
    return list(mine.annotate(answered=Count("answers")).filter(answered__gt=0).order_by("first_at", "pk"))


def to_tell(actor: Contact) -> list[Gathering]:
    """Those that took place, of which nothing was said yet, for two months."""
    now = timezone.now()
    return list(_mine(actor).filter(state=State.FIXED, last_at__lte=now, last_at__gt=now - TWO_MONTHS))


def held_by(organisation: Organisation, period: Period) -> list[Gathering]:
    """What an association held in a period, the first first (1 query)."""
    held = Gathering.objects.filter(organisation=organisation, state=State.HELD).select_related("chosen")
    return list(held.filter(last_at__date__gte=period.start, last_at__date__lt=period.end).order_by("last_at"))


def between(actor: Actor, department: Department | None, period: Period) -> list[Gathering]:
    """Those whose date is chosen and falls in a period (1 query)."""
    rows = Gathering.objects.visible_to(actor).filter(state__in=[State.FIXED, State.HELD])
    rows = rows.filter(first_at__date__gte=period.start, first_at__date__lt=period.end)
    return list((rows.filter(department=department) if department else rows).order_by("first_at", "pk"))


def _mine(actor: Contact) -> GatheringQuerySet:
    return Gathering.objects.filter(organisation=actor.organisation).select_related("organisation")
