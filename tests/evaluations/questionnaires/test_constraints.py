"""What the database refuses, whoever writes."""

import pytest

from evaluations.questionnaires.models import Choice
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.evaluations.questionnaires.scenes import a_question, a_questionnaire, an_own_question

pytestmark = pytest.mark.django_db


def _choice(code: str = "talking") -> Choice:
    return a_question().choices.get(code=code)


BROKEN: Broken = {
    "question_slug_once": lambda: twice(a_question()),
    "question_asks_something": lambda: changed(a_question(), text=""),
    "question_confided_is_of_situations": lambda: changed(an_own_question(), is_confided=True),
    "choice_code_once": lambda: twice(_choice()),
    "choice_apart_once": lambda: changed(_choice(), is_apart=True),
    "choice_says_something": lambda: changed(_choice(), text=""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_the_same_slug_asks_another_year() -> None:
    twice(a_question(), questionnaire=a_questionnaire(), slug="ailleurs")
