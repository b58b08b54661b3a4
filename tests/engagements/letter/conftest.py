"""What the letter says in these tests, whatever the slices above have to say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django import forms

from engagements.letter.places import LETTER, Part, Reply, Told
from signatories.organisations.actors import Contact
from signatories.people.places import Period


@dataclass
class Says:
    """`to` gives what is told to a contact; each call is kept in `asked`."""

    to: Callable[[Contact], list[Told]] = lambda _: []
    asked: list[tuple[Contact, Period]] = field(default_factory=list)

    def everybody(self, *told: Told) -> None:
        self.to = lambda _: [*told]


FIRST = "Qui dépose pour la cité éducative\u202f?"


def a_question(name: str = "line:1", text: str = FIRST, **more: object) -> Told:
    return Told(Part.ANSWER, name, text, href="/espace/", **more)  # type: ignore[arg-type]  # those of Told


def a_date(name: str = "gathering:1", **more: object) -> Told:
    return Told(Part.DATES, name, "Repas de quartier, le 12 mars à 18\u202fh.", **more)  # type: ignore[arg-type]  # the same


def a_reply(actor: Contact, about: UUID) -> Reply:
    """A form without a field, which does nothing."""
    return Reply(title="Une question", text=FIRST, form=forms.Form, say=lambda _: None, href="/espace/")


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Says:
    said = Says()

    def tell(contact: Contact, period: Period) -> list[Told]:
        said.asked.append((contact, period))
        return said.to(contact)

    monkeypatch.setattr(LETTER, "_contributions", {})
    LETTER.contribute(order=100)(tell)
    return said
