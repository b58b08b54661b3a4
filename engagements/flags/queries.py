"""What pages show of the texts that were reported."""

from dataclasses import dataclass
from typing import Any

from engagements.flags import rules
from engagements.flags.models import Case, CaseQuerySet, Hideable, State
from engagements.flags.places import Kind, kinds
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Read:
    """A case, the text as it reads today, and what who asks may do."""

    case: Case
    kind: Kind[Any]
    said: str
    href: str
    may_decide: bool
    may_answer: bool


def to_read(actor: Actor) -> CaseQuerySet:
    """What waits to be read, the oldest first."""
    return Case.objects.visible_to(actor).to_read().select_related("author", "department")


def read(case: Case, actor: Actor) -> Read:
    """Two queries and those of its kind."""
    kind = kinds()[case.kind]
    text = text_of(case)
    waits = case.state in {State.WAITING, State.HIDDEN} and case.answered_by_id is None
    return Read(
        case=case,
        kind=kind,
        said=kind.said(text),
        href=address_of(text),
        may_decide=waits and rules.reads(actor, case),
        may_answer=case.state == State.APPEALED and rules.reads_again(actor, case),
    )


def hidden_of(organisation: Organisation) -> list[Case]:
    """The texts of an association that were hidden, and that it may ask to have read again."""
    return list(Case.objects.filter(author=organisation, state=State.HIDDEN, appealed_by=None))


def text_of(case: Case) -> Hideable:
    found: Hideable = kinds()[case.kind].model._default_manager.get(pk=case.about)
    return found


def address_of(text: Hideable) -> str:
    found: str = text.get_absolute_url()  # type: ignore[attr-defined]  # every kind has one
    return found
