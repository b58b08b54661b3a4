"""What the database refuses, whoever writes."""

import uuid
from datetime import date

import pytest

from engagements.letter.actions import give_key
from engagements.letter.models import Letter, LetterQuestion
from engagements.letter.places import Asks
from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db


def a_letter() -> Letter:
    return Letter.objects.create(person=a_user(), week=date(2027, 3, 1))


def a_question() -> LetterQuestion:
    organisation = an_organisation(contact=(person := a_user()))
    asks = Asks("test", uuid.uuid4())
    question: LetterQuestion = give_key(asks, person=person, organisation=organisation).target
    return question


BROKEN: Broken = {
    "letter_once_a_week": lambda: twice(a_letter()),
    "question_once": lambda: twice(a_question()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_the_week_after_is_another_letter() -> None:
    twice(a_letter(), week=date(2027, 3, 8))


def test_something_else_is_another_question() -> None:
    twice(a_question(), about=uuid.uuid4())
