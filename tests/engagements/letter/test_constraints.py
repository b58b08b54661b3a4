"""What the database refuses, whoever writes."""

from datetime import date

import pytest

from engagements.letter.models import Letter
from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def a_letter() -> Letter:
    return Letter.objects.create(person=a_user(), week=date(2027, 3, 1))


BROKEN: Broken = {"letter_once_a_week": lambda: twice(a_letter())}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_the_week_after_is_another_letter() -> None:
    twice(a_letter(), week=date(2027, 3, 8))
