"""Somebody who reads all that is published, and computes: written apart from what it attacks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from evaluations.reports.publication.groups import Answer, Group
from evaluations.reports.publication.published import Published


def group(*names: str, code: str = "a") -> Group:
    """Of associations named by their letters: "abc" are three."""
    return frozenset(Answer(name, code) for name in "".join(names))


def too_few(answers: Iterable[Answer]) -> bool:
    return 0 < len({answer.association for answer in answers}) < 5


def nested(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Unions of groups that share nobody, one inside the other, that one to four associations separate."""
    unions = set(groups)
    for one in groups:
        unions |= {one | union for union in unions if one.isdisjoint(union)}
    pairs = combinations(unions, 2) if len(unions) < 400 else product(unions, groups)
    for one, other in pairs:
        if (one < other or other < one) and too_few(one ^ other):
            yield one, other


def isolated(groups: Sequence[Group]) -> bool:
    """Whether some sum, each group taken or taken away twice at most, holds one to four associations."""
    everyone = frozenset().union(*groups)
    held = {answer: [answer in each for each in groups] for answer in everyone}
    for times in product(range(-2, 3), repeat=len(groups)):
        left = [
            answer
            for answer, among in held.items()
            if sum(number for number, inside in zip(times, among, strict=True) if inside)
        ]
        if too_few(left):
            return True
    return False


def leaks(published: Published) -> Iterator[tuple[Group, Group]]:
    slugs = {slug for edition in published.editions for slug in edition.told}
    years = {edition.year for edition in published.editions}
    for slug, year in product(slugs, years):
        yield from nested(list(dict.fromkeys(published.groups(slug, year=year))))
