"""Two of the team who sort the texts of one year at the same moment."""

import pytest

from evaluations.reports.actions import put_under, take_out
from evaluations.reports.models import Difficulty
from qpv_charter.toolkit.actions import ActionRefused
from tests.evaluations.reports.scenes import HALL, a_difficulty, a_quotable_answer
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_name_the_same_theme_make_one() -> None:
    rows, by, campaign = [a_quotable_answer(), a_quotable_answer()], a_national(), the_campaign()

    answers = side_by_side(*(lambda row=row: put_under(HALL, [row], by=by, campaign=campaign) for row in rows))

    assert raised(answers) == []
    assert {*Difficulty.objects.get().answers.all()} == {*rows}


def test_what_one_puts_under_a_theme_that_the_other_empties_is_kept() -> None:
    emptied, row, by = a_difficulty(), a_quotable_answer(), a_national()
    campaign, texts = emptied.campaign, [*emptied.answers.all()]

    answers = side_by_side(
        lambda: take_out(HALL, texts, by=by, campaign=campaign),
        lambda: put_under(HALL, [row], by=by, campaign=campaign),
    )

    assert raised(answers) == []
    assert [*Difficulty.objects.get().answers.all()] == [row]


def test_two_who_empty_a_theme_are_told_so_but_the_first() -> None:
    emptied, by = a_difficulty(), a_national()
    campaign, texts = emptied.campaign, [*emptied.answers.all()]

    answers = side_by_side(*(lambda: take_out(HALL, texts, by=by, campaign=campaign) for _ in range(2)))

    assert raised(answers) == [ActionRefused]
    assert not Difficulty.objects.exists()
