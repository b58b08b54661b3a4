"""What pages show of calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from engagements.consultations.lists import CallFilters
from engagements.consultations.models import Call, CallChange, Line, State
from engagements.consultations.models.calls import CallQuerySet
from engagements.consultations.rules import looks_after, may_write
from engagements.scope.queries import signatories_of
from engagements.scope.rules import signs
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.organisations.models import Theme
from signatories.people.actors import Actor
from signatories.territories.models import Department, Qpv

WORDS = {
    "name": "Nom",
    "link": "Lien",
    "place": "Où",
    "kind": "Type",
    "launched_by": "Lancé par",
    "themes": "Thèmes",
    "pre_file_on": "Pré-dossier avant le",
    "last_on": "Date limite",
    "committee_on": "Comité le",
    "answer_on": "Réponse le",
    "deposit": "Où l’on dépose",
    "local_opinion": "Avis local demandé d’abord",
}
MOST_CORRECTIONS = 30  # shown: the page of a call keeps its weight, whoever corrects it
NOT_KNOWN = "on ne savait pas"


@dataclass(frozen=True)
class Correction:
    """A correction as pages say it: who, when, and what was said before, by words of field."""

    change: CallChange
    before: Sequence[tuple[str, str]]

    @property
    def by(self) -> str:
        return self.change.changed_for.name if self.change.changed_for else "l’équipe d’animation"


def calls(actor: Actor, *, asked: CallFilters | None = None) -> CallQuerySet:
    """The calls that may be listed, the next date first; those that are over only when they are asked for, the
    last first."""
    found = Call.objects.visible_to(actor).with_place().prefetch_related("themes").by_next_date()
    if asked and asked.state:
        return found.order_by("-last_on", "pk") if asked.state == State.OVER else found
    return found.not_over()


def at(qpv: Qpv, actor: Actor) -> CallQuerySet:
    """Those that concern a neighbourhood, the next date first."""
    return calls(actor).at(qpv)


def corrections(call: Call) -> list[Correction]:
    """What a call said before, the last corrections first (1 query)."""
    return [
        Correction(change, [(WORDS[name], said or NOT_KNOWN) for name, said in change.before.items()])
        for change in call.changes.select_related("changed_for")[:MOST_CORRECTIONS]
    ]


def may_correct(actor: Actor, call: Call) -> bool:
    """Its animators, the association that wrote it, and those that act at its place: they know better."""
    if looks_after(actor, call):
        return True
    if actor.acts_for is None or not signs(actor):
        return False
    return call.written_for_id == actor.acts_for or signatories_of(call).filter(pk=actor.acts_for).exists()


def may_repeat(actor: Actor, call: Call) -> bool:
    """Whether « Comme l’an dernier » may be said of it."""
    dated = call.first_on is not None and call.hidden_at is None
    return dated and may_write(actor) and not call.next_ones.exists()


def words_of(call: Call) -> str:
    """All that its page says in people's own words, what was corrected included (1 query)."""
    said = [call.name, call.link, call.launched_by, call.deposit]
    before = [word for correction in corrections(call) for _, word in correction.before]
    return "\n".join(filter(None, [*said, *before]))


def words_of_line(line: Line) -> str:
    """All that a line says, and of whom: in a word, for whom, what residents said of it (2 queries)."""
    said = f"{line.name}\u202f: {line.get_said_display()}"
    views = line.views.values_list("text", flat=True)
    return "\n".join(filter(None, [said, line.audience, *views]))


def message(call: Call) -> str:
    """What one pastes into WhatsApp or a text message, or reads on the radio."""
    when = f"attendu vers le {day(call.expected_on)}" if call.expected_on else f"jusqu’au {day(call.last_on)}"
    first = f", pré-dossier avant le {day(call.pre_file_on)}" if call.pre_file_on else ""
    page = absolute(call.get_absolute_url())
    return f"{call.name} ({call.place})\u202f: {when}{first}. On s’en parle avant de répondre\u202f? {page}"


def departments(actor: Actor) -> QuerySet[Department]:
    """Those that have calls to list."""
    return Department.objects.filter(pk__in=Call.objects.visible_to(actor).values("department"))


def themes(actor: Actor) -> QuerySet[Theme]:
    """Those of the calls to list."""
    return Theme.objects.filter(pk__in=Call.objects.visible_to(actor).values("themes"))
