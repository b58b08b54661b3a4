"""The figures of an edition as a page and a sheet draw them: a line a situation, its words, and a bar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluations.reports.publication.figures import FIVE, SAID, THREE, Word


@dataclass(frozen=True)
class Bar:
    """`part`, of a hundred, is exact where `said` is a number; else it is that of the word."""

    text: str
    said: str
    part: int


@dataclass(frozen=True)
class Drawn:
    """A group: what it is called, how many of it answered, and its bars; none where nothing more is told."""

    name: str
    answers: int
    bars: list[Bar]


@dataclass(frozen=True)
class Chart:
    """A question: the whole, then its regions and the same associations in two years, where they are told."""

    text: str
    everyone: Drawn
    regions: list[Drawn]
    trend: list[Drawn]
    quotations: list[str] = field(default_factory=list)


def charts(says: Mapping[str, Any], quoted: Mapping[str, str] | None = None) -> Iterator[Chart]:
    """`quoted` are the words that still stand, by their digest: those that the edition names are told."""
    digests, words = says.get("quotations", {}), quoted or {}
    for question in says["questions"]:
        texts = {each["code"]: each["text"] for each in question["situations"]}
        yield Chart(
            text=question["text"],
            everyone=_drawn("", question["everyone"], texts),
            regions=[_drawn(each["name"], each, texts) for each in question["regions"]],
            trend=list(_trend(question["trend"], says["year"], texts)),
            quotations=[words[each] for each in digests.get(question["slug"], []) if each in words],
        )


def _drawn(name: str, told: Mapping[str, Any], texts: Mapping[str, str]) -> Drawn:
    shown = texts.items() if told["cells"] else ()
    return Drawn(name, told["answers"], [_bar(text, told["cells"][code], told) for code, text in shown])


def _bar(text: str, cell: int | str, told: Mapping[str, Any]) -> Bar:
    part = _part(cell) if isinstance(cell, str) else cell / told["answers"]
    return Bar(text, in_words(cell), round(part * 100))


def _part(word: str) -> float:
    words = THREE if Word(word) in THREE else FIVE
    return (words.index(Word(word)) + 1) / len(words)


def _trend(trend: Mapping[str, Any] | None, year: int, texts: Mapping[str, str]) -> Iterator[Drawn]:
    if trend:
        yield _drawn(str(trend["year_before"]), trend["before"], texts)
        yield _drawn(str(year), trend["now"], texts)


def in_words(cell: int | str) -> str:
    """A count, or a word as it is said; nothing for what is not told."""
    return SAID[Word(cell)] if isinstance(cell, str) and cell else str(cell)
