"""The rule that says which date leaves the fewest residents out, and what would bring some in."""

import pytest

from engagements.participation.choosing import Bringing, Heard, best, dates

TUESDAY, SATURDAY = 1, 2
CHILDCARE, ARABIC = "une garde d’enfants", "un interprète (arabe)"


def resident(tuesday: str = "", saturday: str = "", *needs: str) -> Heard:
    return Heard(resident=True, says=_said(tuesday, saturday), needs=frozenset(needs))


def association(tuesday: str = "", saturday: str = "") -> Heard:
    return Heard(resident=False, says=_said(tuesday, saturday))


def _said(tuesday: str, saturday: str) -> dict[int, str]:
    return {day: says for day, says in ((TUESDAY, tuesday), (SATURDAY, saturday)) if says}


TABLE = {
    "nobody answered": ([], None),
    "nobody can": ([resident("no", "no")], None),
    "the fewest residents left out": (
        [resident("yes", "no"), resident("yes", "yes"), resident("yes", "yes")],
        TUESDAY,
    ),
    "who said nothing of a date is left out of it": ([resident("no", "yes"), resident("", "yes")], SATURDAY),
    "three associations do not outweigh one resident": (
        [resident("no", "yes"), association("yes", "no"), association("yes", "no"), association("yes", "no")],
        SATURDAY,
    ),
    "if needed leaves nobody out": (
        [resident("if_needed", "yes"), resident("if_needed", "no"), resident("if_needed", "yes")],
        TUESDAY,
    ),
    "among equals, where fewest need something": (
        [resident("yes", "no", CHILDCARE), resident("no", "if_needed")],
        SATURDAY,
    ),
    "then where most say a plain yes": ([resident("if_needed", "yes"), resident("yes", "yes")], SATURDAY),
    "then where most of the others can": ([resident("yes", "yes"), association("no", "yes")], SATURDAY),
    "then the first": ([resident("yes", "yes"), association("yes", "yes")], TUESDAY),
    "associations alone decide where no resident answered": ([association("no", "yes")], SATURDAY),
}


@pytest.mark.parametrize("name", TABLE)
def test_which_date_is_best(name: str) -> None:
    heard, expected = TABLE[name]

    found = best(dates([TUESDAY, SATURDAY], heard))

    assert (found and found.time) == expected


def test_a_date_counts_answers_of_everybody_and_who_is_left_out_among_residents() -> None:
    heard = [resident("yes"), resident("if_needed"), resident("no"), resident(""), association("yes")]

    date = dates([TUESDAY], heard)[0]

    assert (date.yes, date.if_needed, date.no, date.can) == (2, 1, 1, 3)
    assert (date.residents, date.residents_who_can, date.left_out, date.others) == (4, 2, 2, 1)


def test_what_would_bring_residents_in_is_told_by_what_they_need_together() -> None:
    """Who needs two things comes with both, never with one; who cannot come anyway is brought in by nothing."""
    heard = [
        resident("yes", "", CHILDCARE),
        resident("if_needed", "", CHILDCARE),
        resident("yes", "", ARABIC),
        resident("yes", "", CHILDCARE, ARABIC),
        resident("no", "", CHILDCARE),
        resident("yes"),
    ]

    date = dates([TUESDAY], heard)[0]

    assert date.need_something == 4
    assert date.bringing == (
        Bringing(needs=(CHILDCARE,), residents=2),
        Bringing(needs=(ARABIC,), residents=1),
        Bringing(needs=(ARABIC, CHILDCARE), residents=1),
    )
