"""What the database refuses, whoever writes."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from engagements.consultations.actions.calls import expect_again
from engagements.consultations.actions.outcomes import agree_to_be_named
from engagements.consultations.models import Named, Outcome, Said
from engagements.scope.models import Reach
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.consultations.scenes import (
    a_call,
    a_room,
    a_view,
    funders_told,
    in_days,
    the_team,
    three,
    together,
)

pytestmark = pytest.mark.django_db


def first(rows: Any) -> Any:
    return rows.all()[0]


def a_named() -> Named:
    those = three()
    return agree_to_be_named(those.room, by=those.first)


BROKEN: Broken = {
    "call_says_what_and_where": lambda: changed(a_call(), link=""),
    "call_dated_or_expected": lambda: changed(a_call(), last_on=None),
    "call_dates_in_order": lambda: changed(a_call(), pre_file_on=in_days(61)),
    "call_expected_once": lambda: twice(expect_again(a_call(), by=the_team())),
    "consultation_commune_as_its_reach": lambda: changed(a_room(), reach=Reach.COMMUNE),
    "consultation_concluded_with_an_outcome": lambda: changed(a_room(), outcome=Outcome.EACH),
    "consultation_together_has_a_lead": lambda: changed(
        a_room(), outcome=Outcome.TOGETHER, concluded_at=timezone.now()
    ),
    "party_once": lambda: twice(first(a_room().parties)),
    "line_leads_what_is_filed": lambda: changed(three().line, said=Said.UNSURE),
    "named_once": lambda: twice(a_named()),
    "residents_view_says_something": lambda: changed(a_view(three()), text=""),
    "residents_view_said_by_some": lambda: changed(a_view(three()), how_many=501),
    "residents_view_said_in_a_month": lambda: changed(a_view(three()), said_in=date(2026, 3, 2)),
    "funders_answer_once": lambda: twice(funders_told(three())),
    "partner_once": lambda: twice(together(three())),
    "call_commune_as_its_reach": lambda: changed(a_call(), reach=Reach.COMMUNE),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


@pytest.mark.parametrize(
    "dates",
    [
        {"committee_on": 59},
        {"answer_on": 59},
        {"committee_on": 90, "answer_on": 89},
    ],
    ids=["a committee before the last date", "an answer before it", "an answer before the committee"],
)
def test_dates_come_in_their_order(dates: dict[str, int]) -> None:
    days = {name: in_days(number) for name, number in dates.items()}

    refused_by_the_database("call_dates_in_order", lambda: changed(a_call(), **days))


def test_all_of_them_on_one_day_are_in_order() -> None:
    changed(a_call(), pre_file_on=in_days(60), committee_on=in_days(60), answer_on=in_days(60))


def test_what_is_expected_has_no_other_date() -> None:
    expected = expect_again(a_call(), by=the_team())

    refused_by_the_database("call_dated_or_expected", lambda: changed(expected, last_on=in_days(400)))
    refused_by_the_database("call_dated_or_expected", lambda: changed(expected, answer_on=in_days(400)))
