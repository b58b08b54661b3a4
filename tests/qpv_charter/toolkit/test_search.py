"""Words of a search, and rows that hold them."""

import pytest

from qpv_charter.toolkit.search import LONGEST, MAX_WORDS, matching, words
from signatories.territories.models import Commune
from tests.factories import a_commune


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("", []),
        ("  St-Denis ", ["saint", "denis"]),
        ("l’Œuvre", ["oeuvre"]),
        ("y", ["y"]),
        ("l y", ["l", "y"]),
        (" ".join("abcdefghij"), list("abcdefgh")),
        ("mot " * 20, ["mot"] * MAX_WORDS),
        ("a" * LONGEST + "b", ["a" * LONGEST]),
    ],
)
def test_the_words_of_a_search(typed: str, searched: list[str]) -> None:
    assert words(typed) == searched


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"),
    [("", {"93066", "45274"}), ("denis", {"93066", "45274"}), ("val denis", {"45274"}), ("denis nulle", set())],
)
def test_rows_hold_every_word_in_any_order(typed: str, found: set[str]) -> None:
    a_commune(name="Saint-Denis", code="93066")
    a_commune(name="Saint-Denis-en-Val", code="45274")

    assert set(matching(Commune.objects.all(), typed).values_list("code", flat=True)) == found
