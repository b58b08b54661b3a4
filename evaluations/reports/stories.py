"""What was said, then done: needs that got an answer, decisions that were kept. Public, in a few words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from engagements.decisions.models import Decision
from engagements.decisions.models import State as DecisionState
from engagements.needs.models import Need, NeedStep
from engagements.needs.models import State as NeedState
from evaluations.campaigns.models import Campaign
from evaluations.reports.composing import digest
from signatories.people.actors import Actor

NEED, DECISION = "need", "decision"
MOST = 3  # stories of an edition
OFFERED = 30  # of each kind
SHORT = 300  # characters: what fits on the sheet


@dataclass(frozen=True)
class Story:
    """`key`: what it is of, "need/…"."""

    key: str
    said: str
    done: str
    place: str

    @property
    def kept(self) -> dict[str, str]:
        """What an edition says of it: its words by their digest."""
        return {"id": self.key, "said": digest(self.said), "done": digest(self.done), "place": self.place}


def stories(campaign: Campaign) -> list[Story]:
    """Those of a year that an edition may tell, needs first, the last first (5 queries)."""
    since = campaign.starts_on
    answered = _needs().filter(state_at__date__gte=since).order_by("-state_at", "pk")[:OFFERED]
    kept = _decisions().filter(state_at__date__gte=since).order_by("-state_at", "pk")[:OFFERED]
    found = [*map(_of_need, answered), *map(_of_decision, kept)]
    return [*{each.said: each for each in reversed(found) if 0 < len(each.done) <= SHORT}.values()][::-1]


def told(says: Iterable[dict[str, Any]]) -> list[Story]:
    """Those of an edition, as they stand now (4 queries)."""
    keys = [each["id"].split("/", 1) for each in says]
    needs = _needs().filter(pk__in=[pk for kind, pk in keys if kind == NEED])
    decisions = _decisions().filter(pk__in=[pk for kind, pk in keys if kind == DECISION])
    return [*map(_of_need, needs), *map(_of_decision, decisions)]


def chosen(campaign: Campaign, keys: Sequence[str] | None) -> list[dict[str, str]]:
    """What an edition says of the stories of these keys; of the first ones where none is said."""
    offered = stories(campaign)
    found = offered if keys is None else [each for each in offered if each.key in keys]
    return [each.kept for each in found[:MOST]]


def _needs() -> Any:
    steps = Prefetch("steps", NeedStep.objects.filter(kind=NeedStep.Kind.ANSWERED), to_attr="answers")
    read = Need.objects.visible_to(Actor()).filter(state=NeedState.ANSWERED, hidden_at=None)
    return read.with_place().prefetch_related(steps)


def _decisions() -> Any:
    return Decision.objects.visible_to(Actor()).filter(state=DecisionState.DONE).exclude(told="").with_place()


def _of_need(need: Any) -> Story:
    done = need.answers[-1].text if need.answers else ""
    return Story(f"{NEED}/{need.pk}", need.text, done, need.place)


def _of_decision(decision: Decision) -> Story:
    return Story(f"{DECISION}/{decision.pk}", decision.text, decision.told, decision.place)
