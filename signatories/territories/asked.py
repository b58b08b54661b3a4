"""What people write of a place, sorted out: a name, a postal code, a department, in any order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Case, F, Q, QuerySet, Value, When

from qpv_charter.toolkit.search import ARTICLES, telling
from qpv_charter.toolkit.text import fold
from signatories.territories.models import Commune

LONGEST = 200  # characters read
_WHOLE_POSTAL_CODE = 5  # digits
_NUMBER = re.compile(r"[0-9]{2,5}")
_CORSICA = re.compile(r"2[ab]")
# As envelopes and people write them: "93 200", "93206 CEDEX 08", "Paris 18ème", "Clichy ss bois".
_POSTAL_CODE_IN_TWO = re.compile(r"\b(\d{2}) (\d{3})\b")
_CEDEX = re.compile(r"\bcedex(?: \d{1,2}\b)?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde)\b")
_SHORT = {"ss": "sous", "nd": "notre dame"}


@dataclass(frozen=True)
class Asked:
    """A name, and a number: a postal code, its beginning, or a department beside a name."""

    name: str
    number: str

    @classmethod
    def read(cls, typed: str) -> "Asked":
        text = _POSTAL_CODE_IN_TWO.sub(r"\1\2", _CEDEX.sub("", fold(typed[:LONGEST])))
        words = _ORDINAL.sub(_ordinal, text).split()
        numbers = [word for word in words if _NUMBER.fullmatch(word) or _CORSICA.fullmatch(word)]
        named = [_SHORT.get(word, word) for word in words if word not in numbers]
        return cls(" ".join(named), (numbers or [""])[0].upper())

    @property
    def is_postal(self) -> bool:
        """Five digits are a postal code; fewer are one being typed, unless a name stands beside."""
        return self.number.isdigit() and (not self.name or self.is_whole_postal_code)

    @property
    def is_whole_postal_code(self) -> bool:
        return self.number.isdigit() and len(self.number) == _WHOLE_POSTAL_CODE

    @cached_property
    def words(self) -> list[str]:
        """The words that tell a place: articles say nothing when others do."""
        return telling(self.name)

    @cached_property
    def spellings(self) -> list[str]:
        """The name, with and without an article before it: "Minguettes" is asked for as "Les Minguettes"."""
        first, _, rest = self.name.partition(" ")
        bare = rest if rest and first in ARTICLES else self.name
        return [self.name, bare, *(f"{article} {bare}" for article in ("l", "la", "le", "les"))]

    def wider(self) -> Iterator["Asked"]:
        """The same, for the postal codes that begin alike: those of companies (CEDEX) are in no list of ours,
        and begin as their commune's does."""
        if self.is_whole_postal_code:
            yield from (replace(self, number=self.number[:digits]) for digits in (4, 3))

    def among(self, communes: QuerySet[Commune]) -> QuerySet[Commune]:
        """The communes that answer, best first, each with its `nearness`."""
        if self.is_postal or len(self.number) > len("974"):
            starts = Q(postal_codes__startswith=self.number) | Q(postal_codes__contains=f" {self.number}")
            communes = communes.filter(starts)
        elif not self.name:
            communes = communes.filter(department_id=self.number)
        if len(self.name) == 1:
            communes = communes.filter(search_text=self.name)  # Y, in the Somme
        here = Case(When(department_id=self.number, then=Value(0)), default=Value(1))
        holding = Q(*(Q(search_text__contains=word) for word in self.words))
        ranked = communes.filter(holding).annotate(nearness=self._nearness())
        return ranked.order_by("nearness", here, F("population").desc(nulls_last=True), "code")

    def nearness(self, text: str) -> int:
        """How near a folded name is: 0, it is what is asked; 1, it begins so; 2, its words do; 3, it holds it."""
        if text in self.spellings:
            return 0
        if text.startswith(tuple(self.spellings)):
            return 1
        return 2 if all(f" {word}" in f" {text}" for word in self.words) else 3

    def _nearness(self) -> Case | Value:
        """The same, by the database."""
        if not self.name:
            return Value(1)
        begins = Q(*(Q(search_text__startswith=word) | Q(search_text__contains=f" {word}") for word in self.words))
        starts = [Q(search_text__startswith=spelling) for spelling in self.spellings]
        return Case(
            When(search_text__in=self.spellings, then=Value(0)),
            *(When(start, then=Value(1)) for start in starts),
            When(begins, then=Value(2)),
            default=Value(3),
        )


def _ordinal(found: re.Match[str]) -> str:
    return "1er" if found[1] == "1" else f"{found[1]}e"
