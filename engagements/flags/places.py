"""The kinds of texts that anyone may report: each slice declares its own in its `contributions.py`."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from engagements.flags.models import Hideable
from signatories.history.kinds import declare
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.territories.models import Department

T = TypeVar("T", bound=Hideable)


def itself(text: T) -> Model:
    return text


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """`name` is that of its addresses, `event` begins the kinds of its events; `called` ends a sentence.

    `said` is all that it says, in words; `author` the association whose words they are; `changed` says to kept
    pages that what shows it shows something else.

    `among` are the associations among which it is said, None for what anyone may report: then it leaves no page at
    a word, opens to one named person of the team, who acts for none of them, and the history says neither whose it
    is nor who answers (`subject` is what the history names)."""

    name: str
    event: str
    called: str
    model: type[T]
    said: Callable[[T], str]
    author: Callable[[T], Organisation | None]
    changed: Callable[[T], object]
    department: Callable[[T], Department] = attrgetter("department")
    subject: Callable[[T], Model] = itself
    among: Callable[[T], QuerySet[Organisation]] | None = None

    @property
    def is_among_associations(self) -> bool:
        return self.among is not None

    def shown_to(self, actor: Actor, about: UUID) -> T | None:
        """The text, for who may see it today."""
        rows: Any = self.model._default_manager
        found: T | None = rows.visible_to(actor).filter(pk=about).first()
        return found

    def digest_of(self, row: T) -> str:
        return hashlib.sha256(self.said(row).encode()).hexdigest()


_kinds: dict[str, Kind[Any]] = {}
_EVENTS = {
    "reported": "signalé",
    "named": "une autre personne va le lire",
    "hidden": "retiré",
    "kept": "relu et gardé",
    "appealed": "retiré, et l’association demande qu’on le relise",
    "read_again": "relu par une autre personne",
}


def reported(kind: Kind[Any], *, noun: str) -> None:
    """Declare a kind, and the French words of its events, which begin with `noun` (« Besoin »)."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        message = f"Two slices call something {kind.name!r}."
        raise ValueError(message)
    declare({f"{kind.event}.{what}": f"{noun}\u202f: {words}" for what, words in _EVENTS.items()})


def kinds() -> Mapping[str, Kind[Any]]:
    return _kinds
