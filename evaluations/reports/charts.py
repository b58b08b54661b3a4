"""The figures of an edition as a page and a sheet draw them: a line a situation, its words, and a bar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engagements.decisions.models import State
from evaluations.meetings.models import BANDS
from evaluations.reports.publication.figures import FIVE, SAID, THREE, Word
from qpv_charter.toolkit.numbers import Number, number_of


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
class Wall:
    """What a room put on the wall about a neighbourhood: its dots, beside the answers and never added to them, and
    its sentences, by the band that they stand under."""

    dots: Drawn
    said: dict[str, str]


@dataclass(frozen=True)
class Chart:
    """A question: the whole, then its regions and the same associations in two years, where they are told; what
    rooms did with cards."""

    text: str
    everyone: Drawn
    regions: list[Drawn]
    trend: list[Drawn]
    quotations: list[str] = field(default_factory=list)
    walls: list[Wall] = field(default_factory=list)


@dataclass(frozen=True)
class Meeting:
    kind: str
    place: str
    on: date
    present: int


@dataclass(frozen=True)
class Decided:
    """What a meeting decided, for which month, and where that stood when the edition was frozen."""

    text: str
    month: date
    state: str


def drawn(says: Mapping[str, Any], quoted: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All that a page or a sheet draws of an edition."""
    return {
        "says": says,
        "first": first(says),
        "charts": list(charts(says, quoted)),
        "numbers": numbers(says),
        "absent": absent(says),
        "meetings": meetings(says),
        "decisions": decisions(says, quoted or {}),
    }


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
            walls=[_wall(each, texts, words) for each in says.get("walls", {}).get(question["slug"], [])],
        )


def first(says: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How many looked back: on their own and, beside, in rooms."""
    found = [{"value": says["looked_back"], "label": "sur écran, par téléphone ou sur papier"}]
    if meetings(says):
        found.append({"value": says["rooms"]["present"], "label": "dans une salle, au rendez-vous annuel"})
    return found


def meetings(says: Mapping[str, Any]) -> list[Meeting]:
    found = says.get("rooms", {}).get("meetings", [])
    return [
        Meeting(each["kind"], each["place"], date.fromisoformat(each["on"]), each["present"]) for each in found
    ]


def decisions(says: Mapping[str, Any], words: Mapping[str, str]) -> list[Decided]:
    """Those whose words still stand."""
    return [
        Decided(words[each["sha256"]], date.fromisoformat(each["month"]), State(each["state"]).label)
        for each in says.get("decisions", [])
        if each["sha256"] in words
    ]


def _wall(told: Mapping[str, Any], texts: Mapping[str, str], words: Mapping[str, str]) -> Wall:
    said = {name: words[told["said"][band]] for band, name in BANDS.items() if told["said"].get(band) in words}
    return Wall(_drawn(told["name"], told, texts), said)


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


def numbers(says: Mapping[str, Any]) -> dict[str, list[Number]]:
    """What is told by numbers alone, by what it is: "difficulty", "form", "network"."""
    whole = max(says["looked_back"], 1)
    found: dict[str, list[Number]] = {}
    each_kind = [("difficulty", each["name"], each) for each in says.get("difficulties", [])]
    each_kind += [(*each["name"].split("/", 1), each) for each in says.get("kinds", [])]
    for kind, name, each in each_kind:
        found.setdefault(kind, []).append(number_of(name, each["answers"], whole=whole))
    return found


def absent(says: Mapping[str, Any]) -> dict[str, list[str]]:
    """The kinds of associations of which none answered, by what they are: "region", "network"."""
    found: dict[str, list[str]] = {}
    for each in says.get("absent", []):
        kind, name = each.split("/", 1)
        found.setdefault(kind, []).append(name)
    return found


def in_words(cell: int | str) -> str:
    """A count, or a word as it is said; nothing for what is not told."""
    return SAID[Word(cell)] if isinstance(cell, str) and cell else str(cell)
