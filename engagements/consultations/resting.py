"""What a line may name: neighbourhoods of its place, and the needs that it rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from engagements.consultations.models import Consultation, Line, Named, ResidentsView
from engagements.needs.models import Need, NeedQuerySet, State
from engagements.scope.models import Placed, Reach
from qpv_charter.toolkit.actions import ActionRefused
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

MOST_OFFERED, MOST_NEEDS = 30, 10


@dataclass(frozen=True)
class Rests:
    """What the lines of associations rest on, and that anyone may read."""

    needs: Sequence[Need]
    views: Sequence[ResidentsView]


def neighbourhoods_in(placed: Placed) -> QuerySet[Qpv]:
    """Those that a place names, or that are in it."""
    if placed.reach == Reach.NEIGHBOURHOODS:
        return placed.qpvs.all()
    return Qpv.objects.filter(communes=placed.commune) if placed.commune else placed.department.qpvs.all()


def offered_neighbourhoods(room: Consultation) -> QuerySet[Qpv]:
    """Those of a place; of a whole department, where an association acts to which the consultation is open."""
    found = neighbourhoods_in(room)
    if room.reach == Reach.DEPARTMENT:
        members = room.parties.values("organisation")
        found = found.filter(pk__in=Qpv.objects.filter(organisations__in=members).values("pk"))
    return found.prefetch_related("communes")


def offered_needs(room: Consultation, actor: Actor, *, line: Line | None = None) -> NeedQuerySet:
    """The needs of a place that wait for an answer and that she may read, those that most see; and those that
    the line rests on already (2 queries)."""
    waiting = Need.objects.visible_to(actor).about(room).filter(hidden_at=None)
    waiting = waiting.filter(state__in=[State.OPEN, State.SHARED, State.UNDER_WAY]).most_seen_first()
    keys = Q(pk__in=[need.pk for need in waiting[:MOST_OFFERED]])
    if line:
        keys |= Q(pk__in=line.needs.values("pk"))
    return Need.objects.visible_to(actor).filter(keys).with_details()


def refuse_elsewhere(room: Consultation, *, by: Actor, qpvs: Collection[Qpv], needs: Collection[Need]) -> None:
    """Raises ActionRefused for a neighbourhood or a need that is not there, or that one may not read."""
    if neighbourhoods_in(room).filter(pk__in=[qpv.pk for qpv in qpvs]).count() < len({*qpvs}):
        raise ActionRefused("Choisissez des quartiers du territoire de cette concertation.")
    if len(needs) > MOST_NEEDS:
        raise ActionRefused(f"Choisissez {MOST_NEEDS} besoins au plus\u202f: les plus proches de votre projet.")
    readable = Need.objects.visible_to(by).about(room).filter(pk__in=[need.pk for need in needs])
    if readable.count() < len({*needs}):
        raise ActionRefused("Choisissez des besoins de ce territoire, que votre association peut lire.")


def rests_of(room: Consultation, named: Collection[Named]) -> Rests:
    """What the lines of those who agree to be named rest on: the needs that are public, what residents said."""
    lines = Line.objects.opening().filter(consultation=room, confirmed_at__isnull=False, hidden_at=None)
    keys = lines.filter(organisation__in=[each.organisation_id for each in named]).values("pk")
    needs = Need.objects.visible_to(Actor()).filter(
        pk__in=Line.needs.through.objects.filter(line__in=keys).values("need")
    )
    views = ResidentsView.objects.filter(line__in=keys).select_related("voice")
    return Rests(list(needs.with_details()), list(views))
