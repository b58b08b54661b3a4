"""What pages show of decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from engagements.decisions import rules
from engagements.decisions.models import Decision, DecisionQuerySet, State, end_of
from engagements.decisions.places import ORIGIN, Origin
from engagements.scope.rules import signs
from signatories.history.models import Event
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.territories.models import Department, Qpv

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    """A decision's page. `names`: whether who asks reads how somebody who carries it is called."""

    decision: Decision
    origin: Origin | None
    names: bool
    may_follow: bool


def decisions(actor: Actor) -> DecisionQuerySet:
    """Those one may read, what is to be done first, the first month first; each with what a list shows."""
    return Decision.objects.visible_to(actor).with_details().order_by("-state", "month", "written_at", "pk")


def shown(decision: Decision, actor: Actor) -> Shown:
    """Four queries at most, for who acts for an association."""
    origins = ORIGIN.gather(decision, actor)
    may_follow = rules.may_follow(actor, decision)
    near = Decision.objects.filter(pk=decision.pk)
    return Shown(
        decision=decision,
        origin=origins[0] if origins else None,
        names=may_follow or bool(actor.acts_for and near.near(actor.acts_for).exists()),
        may_follow=may_follow,
    )


def at(qpv: Qpv, actor: Actor) -> DecisionQuerySet:
    """What is to be done in a neighbourhood."""
    return Decision.objects.visible_to(actor).at(qpv).with_details().to_do()


def of(organisation: Organisation) -> DecisionQuerySet:
    """What an association is to do."""
    return Decision.objects.filter(organisation=organisation).with_place().to_do()


def promised(organisation: Organisation, period: Period) -> QuerySet[Decision]:
    """What was decided in a period that it is to do."""
    return of(organisation).filter(written_at__date__gte=period.start, written_at__date__lt=period.end)


def due(organisation: Organisation, period: Period) -> QuerySet[Decision]:
    """What it is to do by a month that ends in a period."""
    return of(organisation).filter(month__in=_months_ending(period))


def late(organisation: Organisation) -> QuerySet[Decision]:
    """What it was to do by a month that is this one, or over."""
    return of(organisation).filter(month__lte=timezone.localdate())


def without_news(actor: Actor) -> QuerySet[Decision]:
    """What waits, where an animator looks, though its month is over."""
    return Decision.objects.to_do().filter(
        actor.animated("department"), month__lt=timezone.localdate().replace(day=1)
    )


def done_by(organisation: Organisation, period: Period) -> QuerySet[Decision]:
    return _done(period).filter(organisation=organisation)


def said_by_itself(found: Iterable[Decision], organisation: Organisation) -> set[str]:
    """The keys of those that an association said it did: what others say of it is not published in its name."""
    records = [organisation.pk, *organisation.joined_records.values_list("pk", flat=True)]
    said = Event.objects.of(*found).filter(kind="decision.done", acts_for__in=records)
    return set(said.order_by().values_list("subject_id", flat=True))


def done_near(actor: Actor, period: Period) -> QuerySet[Decision]:
    """What others did, where the association she acts for does."""
    if actor.acts_for is None:
        return Decision.objects.none()
    others = Decision.objects.visible_to(actor).near(actor.acts_for).with_place()
    return others.filter(pk__in=_done(period).values("pk")).exclude(organisation=actor.acts_for)


def published_in(department: Department | None, period: Period) -> QuerySet[Decision]:
    """What anybody may read, done in a period."""
    rows = (
        Decision.objects.visible_to(Actor()).filter(pk__in=_done(period).values("pk")).order_by("state_at", "pk")
    )
    return (rows.filter(department=department) if department else rows).with_place()


def departments(actor: Actor) -> QuerySet[Department]:
    """Those that have decisions to list."""
    return Department.objects.filter(pk__in=Decision.objects.visible_to(actor).values("department"))


def may_decide(actor: Actor) -> bool:
    return actor.person is not None and signs(actor)


def _done(period: Period) -> QuerySet[Decision]:
    done = Decision.objects.filter(state=State.DONE).order_by("state_at", "pk")
    return done.filter(state_at__date__gte=period.start, state_at__date__lt=period.end)


def _months_ending(period: Period) -> list[date]:
    """The months, by their first, whose last day is in a period."""
    month, found = period.start.replace(day=1), []
    while end_of(month) < period.end:
        found.append(month)
        month = end_of(month) + DAY
    return found
