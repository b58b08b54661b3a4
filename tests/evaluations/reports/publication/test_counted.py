"""Themes, forms and networks, of which a number is told alone; and who is not represented. Counted by hand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.reports.publication.editions import publish
from evaluations.reports.publication.groups import Answer, Group
from evaluations.reports.publication.published import Edition, Published
from evaluations.reports.publication.surveys import Kinds, Respondent, Survey
from tests.evaluations.reports.publication.attack import nested, too_few

FIRST, LARGE = "abcdefghij", "abcdefghijklmnopqrst"


def of(
    names: str, *, form: str = "Association", networks: Iterable[str] = (), region: str = "Bretagne"
) -> dict[str, Kinds]:
    """Associations named by letters, all of these kinds."""
    department = f"{region}, le département"
    kinds = {"form": [form], "network": [*networks], "region": [region], "department": [department]}
    return dict.fromkeys(names, kinds)


def survey(
    names: str, kinds: Mapping[str, Kinds] | None = None, themes: Mapping[str, str] | None = None
) -> Survey:
    """These answered; the themes are borne by others, named by letters too."""
    return Survey(
        2027,
        [],
        [Respondent(name, None, {}) for name in names],
        difficulties={name: frozenset(borne) for name, borne in (themes or {}).items()},
        kinds=kinds or {},
        signatories=frozenset(kinds or {}),
        answered=frozenset(names),
    )


def editions(*surveys: Survey) -> list[Edition]:
    published = Published()
    for each in surveys:
        published = Published([*published.editions, publish(each, published)])
    return [*published.editions]


def told(edition: Edition, what: str) -> dict[str, int]:
    return {name: len(each.group) for name, each in getattr(edition, what).items() if each.is_told and name}


THEMES: dict[str, tuple[list[dict[str, str]], dict[str, int]]] = {
    "five bear it": ([{"time": "abcde"}], {"time": 5}),
    "four bear it": ([{"time": "abcd"}], {}),
    "five bear each": ([{"time": "abcde", "hall": "fghij"}], {"time": 5, "hall": 5}),
    "five bear both": ([{"time": "abcdefghij", "hall": "abcde"}], {"time": 10, "hall": 5}),
    "one bears the one alone": ([{"time": "abcdefghij", "hall": "abcdefghi"}], {"time": 10}),
    "two are the whole of a third, but for one": (
        [{"all": "abcdefghijk", "one": "abcde", "two": "fghij"}],
        {"all": 11, "one": 5},
    ),
    "one more in the next edition": ([{"time": "abcde"}, {"time": "abcdef"}], {"time": 5}),
    "five more": ([{"time": "abcde"}, {"time": FIRST}], {"time": 10}),
    "four, then five": ([{"time": "abcd"}, {"time": "abcde"}], {}),
    "four, then nine": ([{"time": "abcd"}, {"time": "abcdefghi"}], {"time": 9}),
    "five, then nobody": ([{"time": "abcde"}, {}], {}),
    "five, then four": ([{"time": "abcde"}, {"time": "abcd"}], {"time": 5}),
    "by another name, one more": ([{"time": "abcde"}, {"hours": "abcdef"}], {}),
    "against every earlier edition": ([{"time": "abcde"}, {"time": FIRST}, {"time": "abcdef"}], {"time": 10}),
}


@pytest.mark.parametrize("case", THEMES)
def test_a_theme_is_told_where_nobody_is_read_by_it(case: str) -> None:
    years, expected = THEMES[case]

    assert told(editions(*(survey(FIRST, themes=each) for each in years))[-1], "difficulties") == expected


KINDS: dict[str, tuple[list[Survey], dict[str, int]]] = {
    "two forms": (
        [survey(FIRST, of("abcde") | of("fghij", form="Collectif"))],
        {"form/Association": 5, "form/Collectif": 5},
    ),
    "small forms are one": (
        [survey(FIRST, of("abcde") | of("fgh", form="Collectif") | of("ij", form="Section"))],
        {"form/Association": 5, "form/Autres formes, regroupées": 5},
    ),
    "a small one takes the smallest, and none is left": (
        [survey(FIRST, of("abcdef") | of("ghij", form="Collectif"))],
        {},
    ),
    "a small one takes the smallest": (
        [survey(LARGE, of(LARGE[:10]) | of(LARGE[10:16], form="Collectif") | of(LARGE[16:], form="Section"))],
        {"form/Association": 10, "form/Autres formes, regroupées": 10},
    ),
    "a network that all but one are of": (
        [survey(FIRST, of("abcdefghi", networks=["R"]) | of("j"))],
        {"form/Association": 10},
    ),
    "two networks that share five": (
        [survey(FIRST, of("abcde", networks=["R", "S"]) | of("fghij", networks=["S"]))],
        {"form/Association": 10, "network/R": 5, "network/S": 10},
    ),
    "one more in the next edition": (
        [survey("abcde", of("abcdef")), survey("abcdef", of("abcdef"))],
        {"form/Association": 5},
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_a_kind_is_counted_where_nobody_is_read_by_it(case: str) -> None:
    years, expected = KINDS[case]

    assert told(editions(*years)[-1], "kinds") == expected


HERE = of("abcde")
SOUTH = of("vwxyz", region="Sud")
FIVE_SILENT = HERE | of("vwxyz", region="Corse", networks=["R"])
ABSENT: dict[str, tuple[list[Survey], set[str]]] = {
    "nobody of five": ([survey("abcde", FIVE_SILENT)], {"region/Corse", "network/R"}),
    "nobody of four": ([survey("abcde", HERE | of("vwxy", region="Corse"))], set()),
    "one of five": ([survey("abcdev", FIVE_SILENT)], set()),
    "one more of them, in the next edition": (
        [survey("abcde", FIVE_SILENT), survey("abcdev", FIVE_SILENT)],
        {"region/Corse", "network/R"},
    ),
    "five more of them": ([survey("abcde", FIVE_SILENT), survey("abcdevwxyz", FIVE_SILENT)], set()),
    "one less, and nobody is left": ([survey("abcdev", FIVE_SILENT), survey("abcde", FIVE_SILENT)], set()),
    "who signed no longer": (
        [Survey(2027, [], [], kinds=FIVE_SILENT, signatories=frozenset("abcde"), answered=frozenset("abcde"))],
        set(),
    ),
    "a department alone": (
        [
            survey(
                "a", of("a", region="Corse") | {key: {**each, "region": ["Corse"]} for key, each in SOUTH.items()}
            )
        ],
        {"department/Sud, le département"},
    ),
}


@pytest.mark.parametrize("case", ABSENT)
def test_who_is_not_represented_is_said_of_five_or_more(case: str) -> None:
    years, expected = ABSENT[case]

    assert {name for name, each in editions(*years)[-1].absent.items() if each.is_told} == expected


def attacked(random: Random) -> Iterator[list[Group]]:
    """What the editions of a year at random tell by numbers alone: its themes; its forms and networks."""
    keys = ascii_letters[: random.randint(8, 40)]
    kinds = {
        key: {
            "form": random.choices("ACS", (9, 3, 1)),
            "network": [name for name in "RS" if random.random() < 0.4],
            "region": [],
            "department": [],
        }
        for key in keys
    }
    answered, parts = {*keys[: random.randint(5, len(keys))]}, {"time": 0.7, "hall": 0.4, "money": 0.2}
    themes = {name: {key for key in keys if random.random() < part} for name, part in parts.items()}
    years = []
    for _ in range(random.randint(1, 4)):
        borne = {name: "".join(sorted(theme & answered)) for name, theme in themes.items()}
        years.append(survey("".join(sorted(answered)), kinds, borne))
        changed = random.sample(keys, random.choice((1, 4, 5, 6)))
        answered ^= {*changed}
        themes[random.choice([*themes])] ^= {*random.sample(keys, random.choice((1, 5)))}
    for told_of in zip(*((each.difficulties, each.kinds) for each in editions(*years)), strict=True):
        yield list(dict.fromkeys(each.group for told in told_of for each in told.values() if each.is_told))


@given(st.randoms(use_true_random=True))
@settings(max_examples=60, deadline=None)
def test_nobody_is_read_by_numbers_alone(random: Random) -> None:
    """Neither by taking away a group from one that holds it, unions and editions included, nor by a sum."""
    for groups in attacked(random):
        assert list(nested(groups)) == []
        for _ in range(300):
            counts: Counter[Answer] = Counter()
            times = [random.choice((-2, -1, 0, 1, 2)) for _ in groups]
            for number, each in zip(times, groups, strict=True):
                counts.update(dict.fromkeys(each, number))
            assert not too_few(answer for answer, number in counts.items() if number)
