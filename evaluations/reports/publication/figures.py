"""How exactly the answers of a group are told: the fewer they are, the coarser the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5  # a group of fewer associations is never told
FINER = 10  # from this many answers on, five words instead of three
EXACT = 20  # from this many answers on, counts


class Word(StrEnum):
    """What part of a group chose a situation."""

    FEW = "few"
    PART = "part"
    MOST = "most"
    HARDLY_ANY = "hardly_any"
    SMALL_PART = "small_part"
    ABOUT_HALF = "about_half"
    LARGE_PART = "large_part"
    NEARLY_ALL = "nearly_all"


class Scale(StrEnum):
    HIDDEN = "hidden"
    THREE_WORDS = "three_words"
    FIVE_WORDS = "five_words"
    COUNTS = "counts"


SAID = {
    Word.FEW: "peu ou pas",
    Word.PART: "une partie",
    Word.MOST: "la plupart ou toutes",
    Word.HARDLY_ANY: "très peu ou pas",
    Word.SMALL_PART: "une petite partie",
    Word.ABOUT_HALF: "à peu près la moitié",
    Word.LARGE_PART: "une grande partie",
    Word.NEARLY_ALL: "presque toutes ou toutes",
}
THREE, FIVE = tuple(Word)[:3], tuple(Word)[3:]


@dataclass(frozen=True)
class Figures:
    """What is told of a group: how many answered and, where they are enough, how many chose each situation."""

    answers: int
    scale: Scale
    cells: Mapping[str, int | Word]  # by code of situation, in the order of the question; empty while hidden


def figures(counts: Mapping[str, int], *, in_words: bool = False) -> Figures:
    """The figures of a group in which so many chose each situation; never exact where `in_words`."""
    answers = sum(counts.values())
    scale = _scale(answers, in_words=in_words)
    if scale is Scale.HIDDEN:
        return Figures(answers, scale, {})
    if scale is Scale.COUNTS:
        return Figures(answers, scale, dict(counts))
    words = THREE if scale is Scale.THREE_WORDS else FIVE
    return Figures(answers, scale, {code: _word(count, answers, words) for code, count in counts.items()})


def _scale(answers: int, *, in_words: bool) -> Scale:
    if answers < FEWEST:
        return Scale.HIDDEN
    if answers < FINER:
        return Scale.THREE_WORDS
    return Scale.FIVE_WORDS if in_words or answers < EXACT else Scale.COUNTS


def _word(count: int, answers: int, words: tuple[Word, ...]) -> Word:
    """The first word up to whose part of the whole the count goes: a third, two thirds, all of it."""
    return next(word for part, word in enumerate(words, 1) if count * len(words) <= answers * part)
