"""What four pages tell of an edition: of each commitment one sentence and one quotation, three stories, decisions.

Drawn from what was frozen and from words that still stand; where something is missing, the page does without."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from evaluations.reports.charts import Decided, decisions, in_words, numbers
from evaluations.reports.publication.figures import FIVE, THREE, Word
from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.links import absolute

LONGEST_QUOTATION = 220  # characters: a longer one is read in the report
ROOM = 1500  # characters of stories and of the federation's own words: what holds on the third page
DECIDED = 900  # characters of decisions, on the fourth
MOST_HARD = 4  # themes of difficulties, where stories leave some room
LIGHT = 1300  # characters of the second page; beyond, its letters are smaller
MOST_CHOSEN = 2  # situations that as many chose
SHARED_OUT = "Les réponses se partagent\u202f: aucune phrase ne l’emporte."
TOO_FEW = "Trop peu de réponses pour en dire plus sans montrer qui a répondu quoi."
FEW = {Word.FEW, Word.HARDLY_ANY}


@dataclass(frozen=True)
class Pledge:
    """A commitment: what was asked of it, what most chose and how many, what an association says of it."""

    text: str
    chosen: list[str]
    how: str
    quotation: str


@dataclass(frozen=True)
class Told:
    said: str
    done: str
    place: str


def drawn(says: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    pledges = [_pledge(each, says, words) for each in says["questions"] if each["commitment"]]
    told = stories(says, words)
    room = ROOM - sum(len(each.said) + len(each.done) for each in told)
    return {
        "pledges": pledges,
        "dense": sum(map(_length, pledges)) > LIGHT,
        "stories": told,
        "map": _map(says),
        "signed": sum(each["signatories"] for each in says.get("map", [])),
        "hard": numbers(says).get("difficulty", [])[:MOST_HARD] if room > 0 else [],
        "decided": [*_that_hold(decisions(says, words))],
        "retained": says["words"] if len(says["words"]) <= room else "",
    }


def _that_hold(decided: Iterable[Decided]) -> Iterator[Decided]:
    room = DECIDED
    for each in decided:
        room -= len(each.text)
        if room >= 0:
            yield each


def stories(says: Mapping[str, Any], words: Mapping[str, str]) -> list[Told]:
    """Those whose words still stand, both of them."""
    return [
        Told(words[each["said"]], words[each["done"]], each["place"])
        for each in says.get("stories", [])
        if each["said"] in words and each["done"] in words
    ]


def _pledge(question: Mapping[str, Any], says: Mapping[str, Any], words: Mapping[str, str]) -> Pledge:
    told, texts = question["everyone"], {each["code"]: each["text"] for each in question["situations"]}
    quoted = [words[each] for each in says["quotations"].get(question["slug"], []) if each in words]
    short = min((each for each in quoted if len(each) <= LONGEST_QUOTATION), key=len, default="")
    best = max(told["cells"].values(), key=_rank, default="")
    codes = [code for code, cell in told["cells"].items() if cell == best]
    if not best or best in FEW or len(codes) > MOST_CHOSEN:
        return Pledge(question["text"], [], SHARED_OUT if best else TOO_FEW, short)
    which, each = ("la plus choisie", "") if len(codes) == 1 else ("les plus choisies", " chacune")
    how = f"{which}, sur {told['answers']} réponses\u202f: {in_words(best)}{each}"
    return Pledge(question["text"], [texts[code] for code in codes], how, short)


def _length(pledge: Pledge) -> int:
    return len(pledge.text) + len(pledge.quotation) + sum(map(len, pledge.chosen))


def _rank(cell: int | str) -> int:
    return [*THREE, *FIVE].index(Word(cell)) if isinstance(cell, str) else cell


def _map(says: Mapping[str, Any]) -> tilemap.TileMap:
    signed = says.get("map", [])
    counts = {each["code"]: each["signatories"] for each in signed}
    names = {each["code"]: each["name"] for each in signed}
    return tilemap.draw(counts, names, href=absolute(reverse("reports:report", args=[says["year"]])))
