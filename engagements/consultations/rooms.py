"""What a consultation shows to who asks: lines to those who have one, how many to the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from engagements.consultations.models import Consultation, Line, Named, Partner
from engagements.consultations.rules import leads, looks_after
from signatories.people.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Room:
    """`own` are the lines of the association she acts for; `others`, those that she may read besides, under the
    names of their neighbourhoods; `told` is whether she may read the outcome."""

    consultation: Consultation
    own: Sequence[Line]
    others: Sequence[tuple[str, Sequence[Line]]]
    asking: Sequence[Partner]
    number: int
    may_write: bool
    leads: bool
    told: bool
    of_team: bool
    named: Sequence[Named]
    is_named: bool

    @property
    def partners(self) -> list[Partner]:
        """Those of the lead, once they answer together."""
        lead = self.consultation.lead
        return list(lead.partners.accepted().select_related("organisation")) if lead else []


def room_of(consultation: Consultation, actor: Actor) -> Room:
    """The page of a consultation that is visible to who asks (8 queries)."""
    lines = Line.objects.visible_to(actor).standing().filter(consultation=consultation)
    shown = list(
        lines.select_related("organisation", "voice__noted_for", "theme").prefetch_related(
            "qpvs", "partners__organisation"
        )
    )
    own = [line for line in shown if line.organisation_id == actor.acts_for]
    return Room(
        consultation=consultation,
        own=own,
        others=_by_neighbourhood([line for line in shown if line not in own]),
        asking=[partner for line in own for partner in line.partners.all() if partner.accepted_at is None],
        number=Line.objects.standing().filter(consultation=consultation).count(),
        may_write=Consultation.objects.open_to(actor).filter(pk=consultation.pk, outcome="").exists(),
        leads=leads(actor, consultation),
        told=reads_the_outcome(consultation, actor),
        of_team=looks_after(actor, consultation),
        named=(names := names_on(consultation)),
        is_named=any(each.organisation_id == actor.acts_for for each in names),
    )


def reads_the_outcome(consultation: Consultation, actor: Actor) -> bool:
    """Whether she reads all lines, and what was concluded: her association has one, or joined one, and the common
    hour has come."""
    if not consultation.is_revealed or not Consultation.objects.open_to(actor).filter(pk=consultation.pk).exists():
        return False
    lines = Line.objects.opening().filter(consultation=consultation)
    joined = Partner.objects.accepted().filter(organisation=actor.acts_for, line__in=lines)
    return lines.of(actor).exists() or joined.exists()


def names_on(consultation: Consultation) -> list[Named]:
    """The associations that agree to be named, in the order in which they did (1 query)."""
    return list(consultation.named.select_related("organisation"))


def _by_neighbourhood(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Under the names of their neighbourhoods, those that name none last."""
    named = [(", ".join(qpv.name for qpv in line.qpvs.all()), line) for line in lines]
    named.sort(key=lambda each: (not each[0], each[0]))
    return [(name, [line for _, line in each]) for name, each in groupby(named, key=lambda each: each[0])]
