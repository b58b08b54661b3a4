"""What pages show of yearly meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from engagements.closures.models import Closure
from engagements.debates.models import DecidedAt, Sheet
from engagements.debates.models import State as SheetState
from engagements.debates.queries import Column, columns_of
from engagements.debates.rules import leads
from engagements.decisions.models import Decision, DecisionQuerySet
from engagements.participation.models import Answer, Gathering
from engagements.participation.models import State as GatheringState
from engagements.scope.queries import signatories_of
from evaluations.campaigns.models import Campaign
from evaluations.meetings.models import MeetingPoster, MeetingPresence, YearlyMeeting, YearlyMeetingQuerySet
from evaluations.meetings.rules import runs
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.models import LookBack
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

Coming = LookBack.Coming


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A meeting as who asks may see it. `before` is what was decided last time, then what still waits from earlier
    ones; `sheet` its notes, for who reads them; `columns`, its minutes once published; `leads`: whether who
    asks leads the notes; `names`: whether they read who was there."""

    meeting: YearlyMeeting
    gathering: Gathering
    last: YearlyMeeting | None
    before: Sequence[Decision]
    sheet: Sheet | None
    columns: Sequence[Column]
    present: int
    runs: bool
    leads: bool
    names: bool


def meetings(actor: Actor) -> QuerySet[YearlyMeeting]:
    """Those that who asks may see, the last date first."""
    return YearlyMeeting.objects.visible_to(actor).standing().with_details()


def shown(meeting: YearlyMeeting, actor: Actor) -> Shown:
    last, running = last_time(meeting), runs(actor, meeting)
    sheet = Sheet.objects.visible_to(actor).filter(gathering=meeting.gathering_id).first()
    there = MeetingPresence.objects.filter(meeting=meeting)
    return Shown(
        meeting=meeting,
        gathering=meeting.gathering,
        last=last,
        before=[*decided_at(last, actor), *_still_waiting(meeting, last, actor)] if last else [],
        sheet=sheet,
        columns=columns_of(sheet) if sheet and meeting.approved_at else [],
        present=there.count(),
        runs=running,
        leads=sheet is not None and leads(actor, sheet),
        names=running or there.filter(actor.acted_for("organisation")).exists(),
    )


def last_time(meeting: YearlyMeeting) -> YearlyMeeting | None:
    """The one before it: the last national one; else the last one where it takes place (2 queries)."""
    return _earlier(meeting).with_details().first()


def _earlier(meeting: YearlyMeeting) -> YearlyMeetingQuerySet:
    earlier = YearlyMeeting.objects.standing().filter(gathering__first_at__lt=meeting.gathering.first_at)
    if meeting.is_national:
        return earlier.filter(is_national=True)
    near = Gathering.objects.about(meeting.gathering).values("pk")
    return earlier.filter(is_national=False, gathering__in=near)


def decided_at(meeting: YearlyMeeting, actor: Actor) -> DecisionQuerySet:
    """What was decided there and what became of it, as far as who asks may read it; the first month first."""
    there = DecidedAt.objects.filter(sheet__gathering=meeting.gathering_id).values("decision")
    found = Decision.objects.visible_to(actor).filter(pk__in=there).with_details()
    return found.order_by("month", "written_at", "pk")


def _still_waiting(meeting: YearlyMeeting, last: YearlyMeeting, actor: Actor) -> DecisionQuerySet:
    """What was decided before the last time, or put off since, and is still to be done."""
    older = _earlier(meeting).exclude(pk=last.pk).values("gathering")
    decided = DecidedAt.objects.filter(sheet__gathering__in=older).values_list("decision", flat=True)
    found, follow = set[UUID](), {*decided}
    while follow:
        found |= follow
        follow = {*Decision.objects.filter(carried_from__in=follow).values_list("pk", flat=True)}
    return Decision.objects.visible_to(actor).filter(pk__in=found).to_do().with_details()


def presences(meeting: YearlyMeeting) -> QuerySet[MeetingPresence]:
    """Who was there, by name."""
    return meeting.present.select_related("organisation").order_by("organisation__name_key", "pk")


def expected(meeting: YearlyMeeting) -> QuerySet[Organisation]:
    """Published signatories that may be ticked at the door: those that said they come, on their look-back or to
    the gathering; of a place, all those that act there. Not those noted already."""
    said = LookBack.objects.filter(campaign=meeting.campaign_id, coming__in=[Coming.WE_COME, Coming.SOMEBODY])
    answered = Answer.objects.filter(gathering=meeting.gathering_id, voice__organisation__isnull=False)
    who = Q(pk__in=said.values("organisation")) | Q(pk__in=answered.values("voice__organisation"))
    if not meeting.is_national:
        who |= Q(pk__in=signatories_of(meeting.gathering).values("pk"))
    signed = Signature.objects.published().values("organisation")
    rows = Organisation.objects.filter(who, pk__in=signed)
    return rows.exclude(pk__in=meeting.present.values("organisation")).order_by("name_key", "pk")


def points_asked(meeting: YearlyMeeting, actor: Actor) -> list[LookBack]:
    """The points that look-backs ask for, for who may read these."""
    rows = LookBack.objects.visible_to(actor).shared().filter(campaign=meeting.campaign_id)
    if not meeting.is_national:
        rows = rows.filter(organisation__in=signatories_of(meeting.gathering).values("pk"))
    return list(rows.exclude(agenda="").select_related("organisation").order_by("shared_at", "pk"))


def neighbourhoods_of(meeting: YearlyMeeting) -> QuerySet[Qpv]:
    """Where cards are done: the neighbourhoods that its gathering names, else those of today's list in its commune
    or its department; none for the national one, which is of no neighbourhood."""
    gathering = meeting.gathering
    if meeting.is_national:
        return Qpv.objects.none()
    if gathering.qpvs.exists():
        return gathering.qpvs.all()
    wide = Q(communes=gathering.commune_id) if gathering.commune_id else Q(department=gathering.department_id)
    return Qpv.objects.of_2024().filter(wide)


def posters_of(meeting: YearlyMeeting) -> list[MeetingPoster]:
    """What was entered, neighbourhood by neighbourhood, in the order of the questions."""
    rows = meeting.posters.select_related("question", "qpv").prefetch_related("question__choices", "qpv__communes")
    return list(rows.order_by("qpv__search_text", "qpv", "question__position"))


def on_the_wall(campaign: Campaign) -> list[Question]:
    """The questions that have a poster: one a commitment."""
    return [each for each in campaign.questionnaire.in_order() if each.commitment]


def to_announce(actor: Actor) -> QuerySet[Gathering]:
    """The public gatherings to come of which the actor may make a yearly meeting, the first first."""
    rows = Gathering.objects.public().filter(actor.animated("department"))
    rows = rows.exclude(state=GatheringState.CANCELLED).exclude(pk__in=YearlyMeeting.objects.values("gathering"))
    return rows.with_place().select_related("organisation", "chosen").to_come()


def who_came(campaign: Campaign) -> QuerySet[Organisation]:
    """The associations that were at a meeting of a campaign."""
    there = MeetingPresence.objects.filter(meeting__campaign=campaign)
    return Organisation.objects.filter(pk__in=there.values("organisation"))


def came_in(organisation: Organisation, period: Period) -> QuerySet[YearlyMeeting]:
    """The meetings of a period that an association was at, the first first."""
    there = YearlyMeeting.objects.filter(present__organisation=organisation).with_details()
    day = "gathering__chosen__day"
    return there.filter(**{f"{day}__gte": period.start, f"{day}__lt": period.end}).order_by(day, "pk")


def inviting() -> list[YearlyMeeting]:
    """Those to come whose date is fixed."""
    fixed = YearlyMeeting.objects.filter(
        gathering__state=GatheringState.FIXED, gathering__first_at__gt=timezone.now()
    )
    return list(fixed.with_details())


def to_invite(meeting: YearlyMeeting) -> QuerySet[Organisation]:
    """Published signatories that one writes to today, by name: of the country for the national one, else those
    that act there. Not who welcomes, who was written to, who said whether they come, nor who is closed."""
    signed = Organisation.objects.filter(pk__in=Signature.objects.published().values("organisation"))
    concerned = signed if meeting.is_national else signatories_of(meeting.gathering)
    closed = Closure.objects.on(timezone.localdate()).values("organisation")
    rows = concerned.exclude(pk=meeting.gathering.organisation_id).exclude(pk__in=closed)
    rows = rows.exclude(pk__in=meeting.invited.values("organisation"))
    return rows.exclude(pk__in=_have_said(meeting).values("pk")).order_by("name_key", "pk")


def next_national() -> YearlyMeeting | None:
    """The next national one whose last date has not passed."""
    rows = YearlyMeeting.objects.standing().filter(is_national=True, gathering__last_at__gte=timezone.now())
    return rows.with_details().order_by("gathering__first_at").first()


def has_said(organisation: Organisation, meeting: YearlyMeeting) -> bool:
    """Whether an association said that it comes or does not, on its look-back or to the gathering."""
    return _have_said(meeting).filter(pk=organisation.pk).exists()


def _have_said(meeting: YearlyMeeting) -> QuerySet[Organisation]:
    on_look_back = LookBack.objects.filter(campaign=meeting.campaign_id).exclude(coming="")
    to_it = Answer.objects.filter(gathering=meeting.gathering_id, voice__organisation__isnull=False)
    said = Q(pk__in=on_look_back.values("organisation")) | Q(pk__in=to_it.values("voice__organisation"))
    return Organisation.objects.filter(said)


def published_in(period: Period) -> list[YearlyMeeting]:
    """Those whose minutes were published in a period, and that anybody reads."""
    rows = meetings(Actor()).filter(approved_at__date__gte=period.start, approved_at__date__lt=period.end)
    read = Sheet.objects.public().filter(state=SheetState.CLOSED).values("gathering")
    return list(rows.filter(gathering__in=read))
