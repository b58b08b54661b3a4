"""What pages show of sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from engagements.debates.models import (
    DecidedAt,
    Part,
    Point,
    Sheet,
    SheetGuest,
    SheetNote,
    SheetParty,
    SheetQuerySet,
    State,
)
from engagements.debates.rules import leads, may_change, takes_part
from engagements.decisions.models import Decision
from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from engagements.scope.rules import signs
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.signatures.models import Signature
from signatories.territories.models import Department, Qpv

MOST_BEFORE = 20
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Column:
    """A part of a sheet, with its points; empty ones are shown too."""

    part: Part
    points: Sequence[Point]
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A sheet as who asks may see it. `names`: whether they read how people are called, and every association;
    `mine`: the points that they may change; `asked`: whether their association is asked to be named to all, and
    `agreed`, what it said."""

    sheet: Sheet
    columns: Sequence[Column]
    notes: Sequence[SheetNote]
    names: bool
    leads: bool
    takes_part: bool
    mine: frozenset[object]
    party: SheetParty | None
    waiting_for: Sequence[Organisation]


def sheets(actor: Actor) -> SheetQuerySet:
    """Those one may read, the next ones and the last ones first; each with what a list shows."""
    return Sheet.objects.visible_to(actor).with_details()


def shown(sheet: Sheet, actor: Actor) -> Shown:
    """All that its page shows (10 queries at most)."""
    part, leading = takes_part(actor, sheet), leads(actor, sheet)
    columns = columns_of(sheet)
    points = [point for column in columns for point in column.points]
    mine = {point.pk for point in points if part and may_change(actor, point, leading=leading)}
    return Shown(
        sheet=sheet,
        columns=columns,
        notes=list(named(sheet.notes.all(), "written_for").select_related("written_for")),
        names=part or reads_names(actor, sheet),
        leads=leading,
        takes_part=part,
        mine=frozenset(mine if sheet.is_open else ()),
        party=sheet.parties.filter(actor.acted_for("organisation")).first(),
        waiting_for=list(waiting_for(sheet)) if leading else [],
    )


def reads_names(actor: Actor, sheet: Sheet) -> bool:
    """Those of the place, and its animators: a first name is nobody else's business."""
    if actor.is_national or sheet.department_id in actor.departments:
        return True
    near = Sheet.objects.near(actor.acts_for) if actor.acts_for else Sheet.objects.none()
    return near.filter(pk=sheet.pk).exists()


def columns_of(sheet: Sheet) -> list[Column]:
    """The three parts, in their order (2 queries)."""
    points = named(sheet.points.all(), "organisation").select_related("organisation", "voice")
    decided = Decision.objects.filter(pk__in=DecidedAt.objects.filter(sheet=sheet).values("decision"))
    decisions = list(decided.with_details().order_by("month", "written_at", "pk"))
    by_part = {part: [point for point in points if point.part == part] for part in Part}
    return [Column(part, by_part[part], decisions if part is Part.AGREED else ()) for part in Part]


def named(rows: QuerySet[Row], organisation: str) -> QuerySet[Row]:
    """Each with `is_named`: whether its association is named to all."""
    published = Signature.objects.published().filter(organisation=OuterRef(organisation))
    return rows.annotate(is_named=Exists(published))  # type: ignore[return-value]  # the same rows


def waiting_for(sheet: Sheet) -> QuerySet[Organisation]:
    """The associations that it names and that did not say yes yet."""
    to_do = Decision.objects.filter(pk__in=DecidedAt.objects.filter(sheet=sheet).values("decision"))
    held = Q(pk__in=sheet.points.values("organisation")) | Q(pk__in=to_do.values("organisation"))
    agreed = sheet.parties.filter(agreed_at__isnull=False).values("organisation")
    return Organisation.objects.filter(held).exclude(pk__in=agreed).exclude(pk=sheet.led_by)


def to_do_before(sheet: Sheet, actor: Actor) -> list[Decision]:
    """What was to be done since last time: what waits where it takes place, but for what was decided today."""
    own = DecidedAt.objects.filter(sheet=sheet).values("decision")
    there = Decision.objects.visible_to(actor).filter(_same_place(sheet)).exclude(pk__in=own)
    return list(there.with_details().to_do()[:MOST_BEFORE])


def next_gathering(sheet: Sheet, actor: Actor) -> Gathering | None:
    """The next one that has a date, there or of who leads it."""
    rows = Gathering.objects.visible_to(actor).filter(state=GatheringState.FIXED)
    near = rows.filter(_same_place(sheet) | Q(organisation=sheet.led_by)).distinct()
    if sheet.gathering_id:
        near = near.exclude(pk=sheet.gathering_id)
    return near.to_come().select_related("chosen").first()


def _same_place(sheet: Sheet) -> Q:
    """Rows that concern one of its neighbourhoods, or its commune or department itself."""
    qpvs = sheet.qpvs.all()
    wide = Q(reach=sheet.reach, commune=sheet.commune_id, department=sheet.department_id, qpvs=None)
    return Q(qpvs__in=qpvs) | wide if qpvs else wide


def guests(sheet: Sheet) -> QuerySet[SheetGuest]:
    """Those whose invitation lasts."""
    return sheet.guests.current()


def of_gathering(gathering: Gathering, actor: Actor) -> Sheet | None:
    """Its notes, if who asks may read them."""
    return Sheet.objects.visible_to(actor).filter(gathering=gathering).first()


def at(qpv: Qpv, actor: Actor) -> SheetQuerySet:
    """The last ones of a neighbourhood, closed."""
    return sheets(actor).at(qpv).filter(state=State.CLOSED)


def in_progress(actor: Actor) -> SheetQuerySet:
    """Those that she takes part in and that are not closed."""
    mine = Sheet.objects.filter(Sheet.objects.taken_part_in(actor)).exclude(state=State.CLOSED)
    return mine.with_details()


def to_correct(actor: Actor) -> SheetQuerySet:
    return in_progress(actor).filter(state=State.CORRECTING)


def to_agree(actor: Actor) -> QuerySet[Sheet]:
    """Those that name her association and ask whether they may be shown."""
    asked = SheetParty.objects.filter(actor.acted_for("organisation"), agreed_at=None).values("sheet")
    held = Q(points__organisation=actor.acts_for) | Q(decided__decision__organisation=actor.acts_for)
    wanted = Sheet.objects.filter(
        held, pk__in=asked, wants_public=True, state__in=[State.CORRECTING, State.CLOSED]
    )
    return wanted.distinct().order_by("correct_until", "pk")


def closed_near(actor: Actor, period: Period) -> QuerySet[Sheet]:
    """What was closed in a period, where one acts."""
    if actor.acts_for is None:
        return Sheet.objects.none()
    near = Sheet.objects.visible_to(actor).near(actor.acts_for).with_place()
    closed = near.filter(closed_at__date__gte=period.start, closed_at__date__lt=period.end)
    return closed.order_by("closed_at", "pk")


def taken_part_in_by(organisation: Organisation, period: Period) -> QuerySet[Sheet]:
    """What was held in a period, that an association led or wrote on, or that names it."""
    wrote = Point.objects.filter(Q(written_for=organisation) | Q(organisation=organisation)).values("sheet")
    held = Sheet.objects.filter(Q(organisation=organisation) | Q(pk__in=wrote), held_on__isnull=False)
    return held.filter(held_on__gte=period.start, held_on__lt=period.end).order_by("held_on", "pk")


def published_in(department: Department | None, period: Period) -> QuerySet[Sheet]:
    """What anybody may read, closed in a period."""
    rows = Sheet.objects.public().filter(closed_at__date__gte=period.start, closed_at__date__lt=period.end)
    return (rows.filter(department=department) if department else rows).with_place()


def departments(actor: Actor) -> QuerySet[Department]:
    """Those that have sheets to list."""
    return Department.objects.filter(pk__in=Sheet.objects.visible_to(actor).values("department"))


def may_prepare(actor: Actor) -> bool:
    return actor.person is not None and signs(actor)
