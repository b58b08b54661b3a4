"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.participation.scenes import a_gathering, a_gathering_held, a_resident_answers
from tests.factories import a_commune

pytestmark = pytest.mark.django_db


BROKEN: Broken = {
    "gathering_commune_as_its_reach": lambda: changed(a_gathering(), commune=a_commune()),
    "gathering_has_a_title": lambda: changed(a_gathering(), title=""),
    "gathering_date_chosen_once_fixed": lambda: changed(a_gathering(days=(10,)), chosen=None),
    "gathering_cancelled_says_why": lambda: changed(a_gathering(), state="cancelled"),
    "gathering_counted_once_held": lambda: changed(a_gathering_held(), public_bodies=None),
    "gathering_time_once": lambda: twice(a_gathering().times.all()[0]),
    "gathering_answer_once_a_time": lambda: twice(a_resident_answers(a_gathering()).answer.said.all()[0]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_what_is_asked_still_has_no_date_chosen() -> None:
    gathering = a_gathering()

    refused_by_the_database(
        "gathering_date_chosen_once_fixed", lambda: changed(gathering, chosen=gathering.times.all()[0])
    )


def test_a_commune_is_named_where_it_is_the_place() -> None:
    refused_by_the_database("gathering_commune_as_its_reach", lambda: changed(a_gathering(), reach="commune"))


def test_what_was_not_held_counts_nobody() -> None:
    refused_by_the_database("gathering_counted_once_held", lambda: changed(a_gathering(), residents=3))


def test_what_is_not_cancelled_says_no_reason() -> None:
    refused_by_the_database("gathering_cancelled_says_why", lambda: changed(a_gathering(), cancelled_why="Pluie"))
