"""What the database refuses, whoever writes."""

import pytest

from signatories.team.actions import say_answer_day
from signatories.team.models import MOST_WEEKS, AnswerDay
from tests.constraints import Broken, changed, refused_by_the_database
from tests.factories import a_team_member

pytestmark = pytest.mark.django_db


def said() -> AnswerDay:
    return say_answer_day(weekday=6, weeks=MOST_WEEKS, by=a_team_member())


BROKEN: Broken = {
    "answer_day_of_a_week": lambda: changed(said(), weekday=7),
    "answer_day_within_some_weeks": lambda: changed(said(), weeks=MOST_WEEKS + 1),
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_what_must_not_be(constraint: str) -> None:
    refused_by_the_database(constraint, BROKEN[constraint])


def test_an_answer_takes_a_week_at_least() -> None:
    refused_by_the_database("answer_day_within_some_weeks", lambda: changed(said(), weeks=0))
