"""Two texts side by side, commitment by commitment."""

import pytest

from signatories.charter.comparing import Change, Comparison, compare, is_typography
from signatories.charter.reader import read
from tests.signatories.charter.test_reader import SMALL

pytestmark = pytest.mark.once
B = "- B {#b .commitment .authorities}\n"


def against(text: str) -> Comparison:
    return compare(read(SMALL.encode()), read(text.encode()))


def test_commitments_are_compared_by_their_names_and_the_rest_by_its_place() -> None:
    after = SMALL.replace("A **b**", "A **d**").replace("- C {#c .commitment .authorities}\n", B)

    found = against(after.replace("Chaque année.", "Chaque été."))

    assert [(each.slug, each.change) for each in found.commitments] == [
        ("a", Change.CHANGED),
        ("b", Change.ADDED),
        ("c", Change.REMOVED),
    ]
    assert [(each.before, each.after) for each in found.others] == [("Chaque année.", "Chaque été.")]


def test_words_that_go_and_come_are_told_one_after_the_other() -> None:
    (changed,) = against(SMALL.replace("A **b**", "A d b")).changed

    assert [(piece.text, piece.is_new, piece.is_gone) for piece in changed.pieces] == [
        ("A", False, False),
        ("d", True, False),
        ("b", False, False),
    ]


@pytest.mark.parametrize(
    ("before", "after", "same_words"),
    [
        ("Chaque année.", "Chaque ANNEE !", True),
        ("A **b**", "A *b*.", True),
        ("Chaque année.", "Chaque semaine.", False),
        ("## Un {#un}", "## Deux {#un}", False),
        ("title: Charte", "title: Charte nouvelle", False),
        ("A **b**", "Ne pas A b", False),
        ("{#a .commitment .together}", "{#z .commitment .together}", False),
        ("- C {#c .commitment .authorities}\n", "- C {#c .commitment .authorities}\n" + B, False),
    ],
)
def test_typography_is_accents_capitals_punctuation_and_spaces_alone(
    before: str,
    after: str,
    same_words: bool,  # noqa: FBT001  # a case
) -> None:
    other = SMALL.replace(before, after)

    assert other != SMALL
    assert is_typography(read(SMALL.encode()), read(other.encode())) is same_words
