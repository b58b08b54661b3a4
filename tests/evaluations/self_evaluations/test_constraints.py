"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from evaluations.self_evaluations.models import KeptFact, LeftFact, LookBackAnswer
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.evaluations.self_evaluations.scenes import a_call, a_draft, a_shared
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def _answer() -> LookBackAnswer:
    return a_draft().answers.get()


def _kept() -> KeptFact:
    return KeptFact.objects.create(
        look_back=a_draft(), commitment="veille", name="x", at=timezone.now(), text="Fait", href="/besoins/"
    )


BROKEN: Broken = {
    "look_back_once_a_campaign": lambda: twice(a_draft()),
    "look_back_shared_by_somebody": lambda: changed(a_shared(), shared_by=None),
    "look_back_heard_by_somebody": lambda: changed(a_draft(), how="phone"),
    "look_back_answer_once": lambda: twice(_answer()),
    "look_back_quotes_words": lambda: changed(_answer(), quotable=True, text=""),
    "look_back_no_number_behind_a_choice": lambda: changed(_answer(), number=3),
    "look_back_fact_kept_once": lambda: twice(_kept()),
    "look_back_fact_left_once": lambda: twice(
        LeftFact.objects.create(look_back=a_draft(), commitment="veille", name="x")
    ),
    "call_back_number_until_called": lambda: changed(a_call(), called_at=timezone.now(), called_by=a_user()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_number_is_no_longer_held_once_called() -> None:
    changed(a_call(), called_at=timezone.now(), called_by=a_user(), number="", when="")


def test_a_number_answers_where_nothing_is_to_choose() -> None:
    changed(_answer(), number=3, choice=None)
