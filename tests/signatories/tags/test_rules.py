"""Who chooses the words: one table."""

from collections.abc import Callable

import pytest

from signatories.people.actors import Actor
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.tags.rules import may_keep
from tests.factories import a_colleague, a_user
from tests.signatories.tags.scenes import national, of_seine_saint_denis

pytestmark = pytest.mark.django_db

TABLE: dict[str, tuple[Callable[[], Actor], bool]] = {
    "a national animator": (national, True),
    "a territorial animator": (lambda: member(of_seine_saint_denis()), False),
    "the comité de suivi": (lambda: member(a_colleague(Role.Kind.COMMITTEE)), False),
    "a person": (lambda: Actor(person=a_user()), False),
    "a visitor": (Actor, False),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_chooses_the_words(who: str) -> None:
    make, expected = TABLE[who]

    assert may_keep(make()) == expected
