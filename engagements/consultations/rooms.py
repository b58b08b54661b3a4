"""What a consultation shows to who asks: lines to those who have one, how many to the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch, Q

from engagements.consultations.funders import answers_in
from engagements.consultations.models import Call, Consultation, FundersAnswer, Line, Named, Outcome, Partner
from engagements.consultations.models.rooms import LINE_KIND, LineQuerySet
from engagements.consultations.rules import leads, looks_after
from engagements.flags.models import Case
from engagements.needs.models import Need
from signatories.people.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Room:
    """`own` are the lines of the association she acts for; `others`, those that she may read besides, under the
    names of their neighbourhoods; `hidden`, what was decided of those that she does not read any more; `told` is
    whether she may read the outcome."""

    consultation: Consultation
    own: Sequence[Line]
    others: Sequence[tuple[str, Sequence[Line]]]
    hidden: Sequence[Case]
    asking: Sequence[Partner]
    number: int
    may_write: bool
    leads: bool
    told: bool
    of_team: bool
    named: Sequence[Named]
    is_named: bool
    funders: Sequence[FundersAnswer]

    @property
    def partners(self) -> list[Partner]:
        """Those of the lead, once they answer together."""
        lead = self.consultation.lead
        return list(lead.partners.accepted().select_related("organisation")) if lead else []


def room_of(consultation: Consultation, actor: Actor) -> Room:
    """The page of a consultation that is visible to who asks (14 queries)."""
    told = reads_the_outcome(consultation, actor)
    shown, reported = _read_by(actor, consultation), _reported_in(consultation)
    for line in shown:
        line.case = reported.pop(line.pk, None)
        line.may_be_reported = told and not _is_hers(line, actor) and not (line.case and line.case.is_to_read)
        line.asked = next((each for each in line.partners.all() if each.organisation_id == actor.acts_for), None)
    own = [line for line in shown if line.organisation_id == actor.acts_for]
    return Room(
        consultation=consultation,
        own=own,
        others=_by_neighbourhood([line for line in shown if line not in own]),
        hidden=[case for case in reported.values() if told and case.hides],
        asking=[partner for line in own for partner in line.partners.all() if partner.accepted_at is None],
        number=Line.objects.standing().filter(consultation=consultation).count(),
        may_write=Consultation.objects.open_to(actor).filter(pk=consultation.pk, outcome="").exists(),
        leads=leads(actor, consultation),
        told=told,
        of_team=looks_after(actor, consultation),
        named=(names := names_on(consultation)),
        is_named=any(each.organisation_id == actor.acts_for for each in names),
        funders=answers_in(consultation, actor),
    )


def reads_the_outcome(consultation: Consultation, actor: Actor) -> bool:
    """Whether she reads all lines, and what was concluded: her association has one, or joined one, and the common
    hour has come."""
    return Consultation.objects.told_to(actor).filter(pk=consultation.pk).exists()


def outcomes_of(call: Call) -> list[Outcome]:
    """What may come of a consultation: of a tender, a group or none, never answers that are coordinated."""
    return [outcome for outcome in Outcome if not (call.is_tender and outcome == Outcome.COORDINATED)]


def leading(consultation: Consultation) -> LineQuerySet:
    """The lines that may lead a common answer: another association joined them."""
    lines = Line.objects.standing().filter(consultation=consultation, organisation__isnull=False, hidden_at=None)
    return lines.filter(partners__accepted_at__isnull=False).distinct()


def lead_of(consultation: Consultation, actor: Actor) -> Line | None:
    """The one that her association wrote, or joined; None where there are several, or none (1 query)."""
    joined = Partner.objects.accepted().filter(organisation=actor.acts_for)
    hers = leading(consultation).filter(actor.acted_for("organisation") | Q(pk__in=joined.values("line")))
    found = list(hers[:2])
    return found[0] if len(found) == 1 else None


def names_on(consultation: Consultation) -> list[Named]:
    """The associations that agree to be named, in the order in which they did (1 query)."""
    return list(consultation.named.select_related("organisation"))


def _read_by(actor: Actor, consultation: Consultation) -> list[Line]:
    """The lines that she may read, each with the needs that she may read too."""
    needs = Prefetch("needs", Need.objects.visible_to(actor))
    lines = Line.objects.visible_to(actor).standing().filter(consultation=consultation)
    named = lines.select_related("organisation", "voice__noted_for", "theme")
    return list(named.prefetch_related("qpvs", "partners__organisation", needs, "views__voice"))


def _is_hers(line: Line, actor: Actor) -> bool:
    return line.author is not None and line.author.pk == actor.acts_for


def _reported_in(consultation: Consultation) -> dict[UUID, Case]:
    """The last case of each line that stands and was reported (1 query)."""
    lines = Line.objects.standing().filter(consultation=consultation).values("pk")
    cases = Case.objects.filter(kind=LINE_KIND, about__in=lines).order_by("opened_at", "pk")
    return {case.about: case for case in cases.select_related("reader", "decided_by", "answered_by")}


def _by_neighbourhood(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Under the names of their neighbourhoods, those that name none last."""
    named = [(", ".join(qpv.name for qpv in line.qpvs.all()), line) for line in lines]
    named.sort(key=lambda each: (not each[0], each[0]))
    return [(name, [line for _, line in each]) for name, each in groupby(named, key=lambda each: each[0])]
