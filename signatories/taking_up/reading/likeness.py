"""Lines that may be one association, and signatories that lines may be. Here « centre social », « collectif » or
« régie » tell associations apart: they count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from qpv_charter.toolkit.text import fold
from signatories.registry.likeness import COMMON, in_common

CLOSE = 0.75  # share of the words in common, of all those of both names


@dataclass(frozen=True)
class Named:
    """A line, or a signatory: where it is (the code of its commune, its department), its numbers if it has any."""

    key: Any
    name: str
    commune: str
    department: str
    numbers: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(fold(self.name).split()) - COMMON

    @cached_property
    def folded(self) -> str:
        return fold(self.name)


class Index:
    """Those one may be compared with, found by the words of their names."""

    def __init__(self, known: Iterable[Named] = (), several: frozenset[str] = frozenset()) -> None:
        """`several`: the numbers that more than one name bears, which join nothing."""
        self._several = several
        self._by_word: dict[tuple[str, str], list[Named]] = defaultdict(list)
        self._by_name: dict[str, list[Named]] = defaultdict(list)
        for each in known:
            self.add(each)

    def add(self, one: Named) -> None:
        for word in one.words:
            self._by_word[one.department, word].append(one)
        self._by_name[one.folded].append(one)

    def same(self, one: Named) -> Named | None:
        """Of this very name in this very commune."""
        found = (other for other in self._near(one) if other.folded == one.folded and other.commune == one.commune)
        return next(found, None)

    def numbered(self, one: Named) -> Named | None:
        """Of a close name, with a number that nobody else bears."""
        numbers = one.numbers - self._several
        return next((other for other in self.close(one) if other.numbers & numbers), None)

    def close(self, one: Named) -> list[Named]:
        """Whose name shares most of its words, in the department; where that of either is not known, those of the
        very name."""
        here = [other for other in self._near(one) if in_common(one.words, other.words) >= CLOSE]
        namesakes = self._by_name.get(one.folded, [])
        return [*here, *(other for other in namesakes if bool(other.department) != bool(one.department))]

    def _near(self, one: Named) -> Iterable[Named]:
        """Those that share one of its rarest words at least: nobody is close who shares none of them."""
        kept = len(one.words) - ceil(CLOSE * len(one.words)) + 1
        lists = sorted((self._by_word.get((one.department, word), []) for word in one.words), key=len)
        return {id(other): other for found in lists[:kept] for other in found}.values()


def borne_by_several(lines: Sequence[Named]) -> frozenset[str]:
    """The numbers that lines of different names share: a copy that slipped, or a federation's for its members."""
    names: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for number in line.numbers:
            names[number].add(line.folded)
    return frozenset(number for number, found in names.items() if len(found) > 1)
