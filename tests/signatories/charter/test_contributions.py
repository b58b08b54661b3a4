"""The charter comes first in the navigation."""

from signatories.people.actors import Actor
from signatories.people.places import NAVIGATION


def test_the_charter_comes_first() -> None:
    assert NAVIGATION.gather(Actor())[0].label == "La charte"
