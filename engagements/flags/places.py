"""The kinds of texts that anyone may report: each slice declares its own in its `contributions.py`."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from engagements.flags.models import Reportable
from signatories.history.kinds import declare
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

T = TypeVar("T", bound=Reportable)


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """`name` is that of its addresses, `event` begins the kinds of its events; `called` ends a sentence.

    `said` is all that it says, in words; `author` the association whose words they are; `changed` says to kept
    pages that what shows it shows something else."""

    name: str
    event: str
    called: str
    model: type[T]
    said: Callable[[T], str]
    author: Callable[[T], Organisation | None]
    changed: Callable[[T], object]

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
