"""What the weekly letter tells a contact of an association: each slice contributes what it asks of them, and how
one answers without signing in."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from qpv_charter.toolkit.contributions import Place
from signatories.organisations.actors import Contact
from signatories.people.places import Period


class Part(enum.Enum):
    """The parts of the letter, in their order."""

    ANSWER = "À répondre"
    DATES = "Les dates"
    DONE = "Ce qui s’est fait"


@dataclass(frozen=True)
class Asks:
    """A question that one answers from the letter: a kind of reply (`replied`), about something by its key."""

    kind: str
    about: UUID


@dataclass(frozen=True)
class Told:
    """Something that the letter says, in words that are enough without opening any link.

    `name` tells it from all others, whoever it is told to, and stays (`gathering:<uuid>`): before a letter leaves,
    it is asked again whether its names are still told. `href` is the path where one reads, signed in; with `asks`,
    the letter leads to the one form that answers instead. A `deadline` is told to an association that is closed
    too."""

    part: Part
    name: str
    text: str
    href: str = ""
    asks: Asks | None = None
    deadline: bool = False


# What is asked or told of what happened in the period, to somebody who looks after an association, in its name.
LETTER: Place[[Contact, Period], Told] = Place("the weekly letter")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The one form that answers a question, for a contact who holds its key and may not be signed in: it says what
    is asked, and nothing that others wrote.

    `say` is the action that takes what the form read. `href` is where one reads more, signed in. `template` draws
    the fields of `form` otherwise than `{{ form }}`."""

    title: str
    text: str
    form: Callable[[Any], forms.Form]
    say: Callable[[Any], object]
    href: str
    submit: str = "Répondre"
    template: str = ""


# Makes the reply of a kind, by who answers and what it is about; None once nothing is asked of them any more.
ReplyTo = Callable[[Contact, UUID], Reply | None]
_replies: dict[str, ReplyTo] = {}


def replied(kind: str, by: ReplyTo) -> None:
    """Declare how a kind of question is answered, in the `contributions.py` of the slice that asks it."""
    if _replies.setdefault(kind, by) is not by:
        message = f"Two slices answer {kind!r}."
        raise ValueError(message)


def reply_of(kind: str, actor: Contact, about: UUID) -> Reply | None:
    """Raises LookupError for a kind that no slice declared."""
    return _replies[kind](actor, about)
