"""Groups that nobody may compare, counted by hand, then tried against every sum."""

from random import Random
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.reports.publication.groups import Answer, Group, differing, isolate_few, none_or_enough
from tests.evaluations.reports.publication.attack import group, isolated


def test_one_group_of_five_tells_nobody_apart() -> None:
    assert not isolate_few([group("abcde")])
    assert isolate_few([group("abcd")])


BY_HAND = {
    "the same twice": ([group("abcde"), group("abcde")], False),
    "five more": ([group("abcde"), group("abcdefghij")], False),
    "one more": ([group("abcde"), group("abcdef")], True),
    "four more": ([group("abcde"), group("abcdefghi")], True),
    "one goes, another comes": ([group("abcde"), group("abcdf")], True),
    "two parts and their whole": ([group("abcde"), group("fghij"), group("abcdefghij")], False),
    "two parts of a whole and one": ([group("abcde"), group("fghij"), group("abcdefghijk")], True),
    "five who are spread over two parts": (
        [group("abcdefgh"), group("ijklmnop"), group("fghnop")],
        False,
    ),
    "four who are spread over two parts": ([group("abcdefg"), group("ijklmnop"), group("abcdeijklmn")], True),
    "two editions that each change five, then both and one": (
        [group("abcde"), group("abcdefghij"), group("abcdeklmno"), group("abcdefghijklmnoz")],
        True,
    ),
    "two years and their neighbours": ([group("abcdefghijk"), group("abcde"), group("fghij")], True),
    "one who answers otherwise": ([group("abcdef"), group("abcde") | group("f", code="b")], True),
    "five who answer otherwise": (
        [group("abcdefghij"), group("abcde") | group("fghij", code="b")],
        False,
    ),
    "three who answer otherwise are three": (
        [group("abcdefgh"), group("abcde") | group("fgh", code="b")],
        True,
    ),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_sums_of_groups_are_counted_by_hand(case: str) -> None:
    groups, expected = BY_HAND[case]

    assert isolate_few(groups) is expected
    assert isolated(groups) is expected


@given(st.randoms(use_true_random=True))
@settings(max_examples=150, deadline=None)
def test_no_sum_is_forgotten(random: Random) -> None:
    """Against every sum of small multiples; up to four groups of any shape, of twenty associations."""
    names = ascii_letters[: random.randint(6, 20)]
    groups = [_some(names, random) for _ in range(random.randint(1, 4))]

    assert isolate_few(groups) is isolated(groups)


def _some(names: str, random: Random) -> Group:
    kept = [name for name in names if random.random() < 0.7]
    return frozenset(Answer(name, random.choice("aaab")) for name in kept)


def test_who_differs_is_counted_once() -> None:
    assert differing(group("abc"), group("ab") | group("c", code="b") | group("d")) == {"c", "d"}
    assert none_or_enough(frozenset())
    assert none_or_enough(frozenset("abcde"))
    assert not none_or_enough(frozenset("abcd"))
