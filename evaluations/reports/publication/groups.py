"""Groups of answers whose figures are told, and what somebody could work out by adding and subtracting them.

Where figures are told of twenty associations, and elsewhere of nineteen of them, whoever subtracts reads the
answer of the twentieth. No sum of what is told may be the answers of so few: not only a group less another within
it, but regions together, several editions, associations that answered two years."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from math import gcd
from typing import NamedTuple

from evaluations.reports.publication.figures import FEWEST


class Answer(NamedTuple):
    association: str
    code: str  # of the situation that it chose


Group = frozenset[Answer]
Counted = frozenset[int]  # the groups, by their index, that count an answer
Sum = tuple[int, ...]  # how many times each group is taken, or taken away where it is negative


class _Kind(NamedTuple):
    """Associations that no figure tells from one another."""

    answers: frozenset[Counted]
    associations: int

    def held_by(self, sums: Iterable[Sum]) -> bool:
        return any(_times(counted, each) for each in sums for counted in self.answers)


def associations(group: Iterable[Answer]) -> frozenset[str]:
    return frozenset(answer.association for answer in group)


def differing(one: Group, other: Group) -> frozenset[str]:
    """The associations that are in one group alone, or answer differently in the other."""
    return associations(one ^ other)


def none_or_enough(some: Set[object]) -> bool:
    return not some or len(some) >= FEWEST


def isolate_few(groups: Iterable[Group], *, patience: int = 0) -> bool:
    """Whether some sum of the groups, each taken any number of times or taken away, is the answers of one to four
    associations: all that can be computed from tables, words being taken for the counts that they round.

    With `patience`, what is not known after so many steps is taken for a yes: many groups that share many of one
    to four associations may take long."""
    steps = iter(range(patience)) if patience else itertools.count()
    apart = list(dict.fromkeys(groups))
    each_alone = [tuple(int(index == other) for other in range(len(apart))) for index in range(len(apart))]
    kinds = sorted(_kinds(apart), key=lambda kind: -kind.associations)
    return _within(FEWEST - 1, each_alone, kinds, [], steps)


def _kinds(groups: Sequence[Group]) -> list[_Kind]:
    counted: dict[Answer, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for answer in group:
            counted[answer].append(index)
    answers: dict[str, set[Counted]] = defaultdict(set)
    for answer, indexes in counted.items():
        answers[answer.association].add(frozenset(indexes))
    return [_Kind(*each) for each in Counter(map(frozenset, answers.values())).items()]


def _within(
    few: int, sums: Sequence[Sum], kinds: Sequence[_Kind], granted: Sequence[_Kind], steps: Iterator[int]
) -> bool:
    """Whether a sum made of these holds `few` associations at most, besides those of the kinds granted already.

    It leaves the next kind out, or that kind is among the few: four times at most, so that this ends soon."""
    if next(steps, None) is None:
        return True
    place = next((place for place, kind in enumerate(kinds) if kind.held_by(sums)), None)
    if place is None:
        return any(kind.held_by(sums) for kind in granted)
    kind, others = kinds[place], kinds[place + 1 :]
    if _within(few, _leaving_out(kind, sums), others, granted, steps):
        return True
    return kind.associations <= few and _within(few - kind.associations, sums, others, [*granted, kind], steps)


def _leaving_out(kind: _Kind, sums: Sequence[Sum]) -> Sequence[Sum]:
    """What makes all the sums that hold nothing of this kind."""
    for counted in kind.answers:
        pivot = next((each for each in sums if _times(counted, each)), None)
        if pivot is not None:
            sums = [_without(counted, each, pivot) for each in sums if each is not pivot]
    return sums


def _without(counted: Counted, each: Sum, pivot: Sum) -> Sum:
    """A sum from which so much of the pivot is taken away that these answers are left out; as small as can be."""
    times, of_pivot = _times(counted, each), _times(counted, pivot)
    left = [of_pivot * one - times * other for one, other in zip(each, pivot, strict=True)]
    largest = gcd(*left) or 1
    return tuple(one // largest for one in left)


def _times(counted: Counted, each: Sum) -> int:
    """How many times a sum counts the answers that these groups count."""
    return sum(each[index] for index in counted)
