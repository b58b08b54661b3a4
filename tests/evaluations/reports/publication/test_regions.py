"""Under which name each region is told, counted by hand."""

import pytest

from evaluations.reports.publication.regions import OTHERS, UNKNOWN, names_of_regions
from evaluations.reports.publication.surveys import Question, Respondent, Survey

ONE, TWO = Question("un", ("a", "b")), Question("deux", ("a", "b"))
OWN = Question("propre", ("a", "b"), by_region=False)
Given = dict[str | None, tuple[int, int]]  # how many answers a region gave to each of the two questions


def survey(given: Given, *, silent: int = 0) -> Survey:
    """`silent` more respondents of the first region answer the federation's own question alone."""
    respondents = [
        Respondent(
            f"{region}-{number}",
            region,
            {slug: "a" for slug, most in zip(("un", "deux"), counts, strict=True) if number < most},
        )
        for region, counts in given.items()
        for number in range(max(counts))
    ]
    first = next(iter(given))
    respondents += [Respondent(f"silent-{each}", first, {"propre": "a"}) for each in range(silent)]
    return Survey(2027, (ONE, TWO, OWN), respondents)


def told(given: Given, *, silent: int = 0) -> dict[str | None, str]:
    return names_of_regions(survey(given, silent=silent))


def test_regions_are_told_from_a_hundred_respondents_on() -> None:
    assert told({"Bretagne": (50, 50), "Corse": (49, 49)}) == {}
    assert told({"Bretagne": (50, 50), "Corse": (49, 49)}, silent=1) == {"Bretagne": "Bretagne", "Corse": "Corse"}


LARGE: Given = {"Bretagne": (60, 60), "Corse": (50, 50)}
BY_HAND: dict[str, tuple[Given, dict[str | None, str]]] = {
    "two small ones are five together": (
        LARGE | {"Mayotte": (3, 3), "Guyane": (2, 2)},
        {"Bretagne": "Bretagne", "Corse": "Corse", "Mayotte": OTHERS, "Guyane": OTHERS},
    ),
    "a small one takes the smallest": (
        LARGE | {"Mayotte": (4, 4)},
        {"Bretagne": "Bretagne", "Corse": OTHERS, "Mayotte": OTHERS},
    ),
    "between two of one size, by name": (
        {"Corse": (50, 50), "Bretagne": (50, 50), "Mayotte": (4, 4)},
        {"Corse": "Corse", "Bretagne": OTHERS, "Mayotte": OTHERS},
    ),
    "a region counts by its smallest number of answers": (
        LARGE | {"Mayotte": (40, 5), "Guyane": (40, 4)},
        {"Bretagne": "Bretagne", "Corse": "Corse", "Mayotte": OTHERS, "Guyane": OTHERS},
    ),
    "those whose region is unknown are one": (
        LARGE | {None: (5, 5)},
        {"Bretagne": "Bretagne", "Corse": "Corse", None: UNKNOWN},
    ),
    "the others count for each question": (  # by the smallest of all, 0, they would be left to be subtracted
        LARGE | {"Mayotte": (4, 0)},
        {"Bretagne": "Bretagne", "Corse": OTHERS, "Mayotte": OTHERS},
    ),
    "a question that none of the others answered": (
        LARGE | {"Mayotte": (9, 0)},
        {"Bretagne": "Bretagne", "Corse": "Corse", "Mayotte": OTHERS},
    ),
    "when none is left, none is told": ({"Bretagne": (120, 120), "Mayotte": (4, 4)}, {}),
    "when none has five, none is told": ({f"r{number}": (4, 4) for number in range(30)}, {}),
    "one alone": ({"Bretagne": (120, 120)}, {"Bretagne": "Bretagne"}),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_regions_are_counted_by_hand(case: str) -> None:
    given, expected = BY_HAND[case]

    assert told(given) == expected


def test_a_code_that_is_no_situation_is_no_answer() -> None:
    year = survey({"Bretagne": (110, 110), "Corse": (5, 5)})
    spoilt = [
        Respondent(each.key, each.region, {**each.answers, "un": "unheard_of"}) if each.key == "Corse-0" else each
        for each in year.respondents
    ]
    corrected = Survey(2027, year.questions, spoilt)

    assert len(year.answers(ONE)) == 115
    assert len(corrected.answers(ONE)) == 114
    assert names_of_regions(year)["Corse"] == "Corse"
    assert names_of_regions(corrected) == {}  # the four of Corse and Bretagne are all there is
