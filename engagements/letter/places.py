"""What the weekly letter tells a contact of an association: each slice contributes what it asks of them."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from qpv_charter.toolkit.contributions import Place
from signatories.organisations.actors import Contact
from signatories.people.places import Period


class Part(enum.Enum):
    """The parts of the letter, in their order."""

    ANSWER = "À répondre"
    DATES = "Les dates"
    DONE = "Ce qui s’est fait"


@dataclass(frozen=True)
class Told:
    """Something that the letter says, in words that are enough without opening any link.

    `name` tells it from all others, whoever it is told to, and stays (`gathering:<uuid>`): before a letter leaves,
    it is asked again whether its names are still told. `href` is the path where one reads, signed in. `answer`,
    called while the letter is written, makes the path of the one form that answers: it carries a key to that form
    and to nothing else. A `deadline` is told to an association that is closed too."""

    part: Part
    name: str
    text: str
    href: str = ""
    answer: Callable[[], str] | None = None
    deadline: bool = False


# What is asked or told of what happened in the period, to somebody who looks after an association, in its name.
LETTER: Place[[Contact, Period], Told] = Place("the weekly letter")
