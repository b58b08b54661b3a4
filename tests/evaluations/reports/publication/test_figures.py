"""How a group's answers are told, counted by hand."""

import pytest

from evaluations.reports.publication.figures import SAID, Figures, Scale, Word, figures


def test_under_five_answers_only_their_number_is_told() -> None:
    assert figures({"a": 4, "b": 0}) == Figures(4, Scale.HIDDEN, {})
    assert figures({"a": 0}) == Figures(0, Scale.HIDDEN, {})


# Counted by hand: for so many answers, the words of 0, 1, 2… associations that chose a situation.
BY_HAND = {
    5: "few few part part most most",
    6: "few few few part part most most",
    7: "few few few part part most most most",
    9: "few few few few part part part most most most",
    10: "hardly_any hardly_any hardly_any small_part small_part about_half about_half large_part large_part"
    " nearly_all nearly_all",
    12: "hardly_any hardly_any hardly_any small_part small_part about_half about_half about_half large_part"
    " large_part nearly_all nearly_all nearly_all",
    19: "hardly_any hardly_any hardly_any hardly_any small_part small_part small_part small_part about_half"
    " about_half about_half about_half large_part large_part large_part large_part nearly_all nearly_all"
    " nearly_all nearly_all",
}


@pytest.mark.parametrize("answers", BY_HAND)
def test_from_five_to_nineteen_answers_words_are_told(answers: int) -> None:
    words = [figures({"a": count, "b": answers - count}).cells["a"] for count in range(answers + 1)]

    assert words == [Word(code) for code in BY_HAND[answers].split()]


def test_from_twenty_answers_on_counts_are_told() -> None:
    assert figures({"a": 19, "b": 1, "c": 0}) == Figures(20, Scale.COUNTS, {"a": 19, "b": 1, "c": 0})


def test_where_words_are_wanted_no_count_is_told() -> None:
    assert figures({"a": 12, "b": 8}, in_words=True) == Figures(
        20, Scale.FIVE_WORDS, {"a": Word.ABOUT_HALF, "b": Word.SMALL_PART}
    )
    assert figures({"a": 9}, in_words=True).scale is Scale.THREE_WORDS


def test_each_word_is_said_in_its_own_way() -> None:
    assert len(set(SAID.values())) == len(Word) == len(SAID)
