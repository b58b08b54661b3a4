"""What becomes of each reference to an association when two records of one association are joined: declared by
each slice in its `contributions.py`; a test refuses a reference that nobody declared.

    moves(Membership, "organisation")  # leads to the record that is kept from then on
    chosen(LookBack, "organisation")  # the same, save where both have one: a person says which, they never blend
    follows(Event, "subject_id", why="append-only: read through the record that is kept")
    stays(Signature, "organisation", why="it proves what was signed")

A row that the database would have twice (the association seconded a need under both records) stays where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.db.models import Field, Model, UUIDField


class Fate(Enum):
    MOVES = "moves"
    CHOSEN = "chosen"
    FOLLOWS = "follows"
    STAYS = "stays"


@dataclass(frozen=True)
class Reference:
    """A field that leads to an association, by a key or by an identifier alone; `why` it does not move."""

    model: type[Model]
    field: str
    fate: Fate
    why: str = ""

    @property
    def is_list(self) -> bool:
        return bool(self.model._meta.get_field(self.field).many_to_many)


IDENTIFIERS = (
    "subject_id",
    "object_id",
    "condition_args",
    "enclosure_args",
)  # what other tables call a key that is none in the database
_references: dict[tuple[type[Model], str], Reference] = {}


def moves(model: type[Model], *fields: str) -> None:
    """These lead to the record that is kept, until the two are parted."""
    _add(model, fields, Fate.MOVES)


def chosen(model: type[Model], *fields: str) -> None:
    """These move where one of the two records has one; where both have, a person says which of them counts."""
    _add(model, fields, Fate.CHOSEN)


def follows(model: type[Model], *fields: str, why: str) -> None:
    """These stay as they are, and are read through the record that is kept."""
    _add(model, fields, Fate.FOLLOWS, why)


def stays(model: type[Model], *fields: str, why: str) -> None:
    """These stay with the record that was joined, or lead to no association, for a reason."""
    _add(model, fields, Fate.STAYS, why)


def declared() -> Mapping[tuple[type[Model], str], Reference]:
    return _references


def moving() -> list[Reference]:
    """Those that lead elsewhere once two records are joined, always in the same order."""
    found = (each for each in _references.values() if each.fate in {Fate.MOVES, Fate.CHOSEN})
    return sorted(found, key=lambda each: (each.model._meta.label, each.field))


def undeclared(target: type[Model]) -> list[str]:
    """The references to a model, by a key or without one, of which no slice said what becomes."""
    every = ((model, field) for model in apps.get_models() for field in may_lead_to(model, target))
    return sorted(f"{model._meta.label}.{f.name}" for model, f in every if (model, f.name) not in _references)


def may_lead_to(model: type[Model], target: type[Model]) -> Iterator["Field[object, object]"]:
    """Keys to the target, many-to-many fields to it or of its own, identifiers without a key."""
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.is_relation:
            is_own_list = model is target and field.many_to_many
            if field.related_model is target or is_own_list:
                yield field
        elif not field.primary_key and (isinstance(field, UUIDField) or field.name in IDENTIFIERS):
            yield field


def _add(model: type[Model], fields: tuple[str, ...], fate: Fate, why: str = "") -> None:
    _references.update({(model, field): Reference(model, field, fate, why) for field in fields})
