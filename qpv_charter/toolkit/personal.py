"""Where people and associations may be in the database: each field that could hold one says what becomes of it
when they ask to be forgotten. Declared by each slice in its `contributions.py`; a test refuses a field that nobody
declared.

    erased(Preference, "address")  # when the person it holds is forgotten
    erased_with_association(Organisation, "name", "description")  # when the association is
    erased_with_either(JoinRequest, "email", "first_name", "last_name", "role", "corrections")
    kept(JoinRequest, "decided_by", why=ACCOUNT)
    impersonal(Region, Department, why="official territories")"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Field, FileField, ForeignKey, JSONField, Model, TextField

# Why a foreign key to an account may stay: erasing takes the name and the address off the account itself.
ACCOUNT = "it leads to an account that no longer says whose it was"
MAY_HOLD_SOMEBODY = (CharField, TextField, JSONField, FileField)


@dataclass(frozen=True)
class Holding:
    """Whether a field is erased with the person, with the association that it holds; `why`, where it is kept."""

    model: type[Model]
    field: str
    why: str = ""
    of_person: bool = False
    of_association: bool = False


_holdings: dict[tuple[type[Model], str], Holding] = {}


def erased(model: type[Model], *fields: str) -> None:
    """These are emptied, or their rows removed, when the person they hold is forgotten."""
    _add(Holding(model, field, of_person=True) for field in fields)


def erased_with_association(model: type[Model], *fields: str) -> None:
    """These are what an association says of itself, or is said of it: they go when it is forgotten."""
    _add(Holding(model, field, of_association=True) for field in fields)


def erased_with_either(model: type[Model], *fields: str) -> None:
    """These may hold a person and an association: they go when either is forgotten."""
    _add(Holding(model, field, of_person=True, of_association=True) for field in fields)


def kept(model: type[Model], *fields: str, why: str) -> None:
    """These stay, for a reason."""
    _add(Holding(model, field, why) for field in fields)


def impersonal(*models: type[Model], why: str) -> None:
    """None of the fields of these models holds anybody."""
    _add(Holding(model, field.name, why) for model in models for field in may_hold_somebody(model))


def declared() -> Mapping[tuple[type[Model], str], Holding]:
    """What was declared of each field."""
    return _holdings


def undeclared() -> list[str]:
    """The fields that could hold somebody and that no slice declared."""
    every = ((model, field) for model in apps.get_models() for field in may_hold_somebody(model))
    return sorted(f"{model._meta.label}.{f.name}" for model, f in every if (model, f.name) not in _holdings)


def may_hold_somebody(model: type[Model]) -> Iterator["Field[object, object]"]:
    """Text, JSON, files, foreign keys to an account; not a choice among ours, nor a primary key."""
    person = apps.get_model(settings.AUTH_USER_MODEL)
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, MAY_HOLD_SOMEBODY) and not field.choices
        if (is_text and not field.primary_key) or (
            isinstance(field, ForeignKey) and field.related_model is person
        ):
            yield field


def _add(holdings: Iterator[Holding]) -> None:
    _holdings.update({(holding.model, holding.field): holding for holding in holdings})
