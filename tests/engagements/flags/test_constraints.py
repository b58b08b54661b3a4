"""What the database refuses, whoever writes."""

import pytest

from engagements.flags.actions import keep
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.flags.scenes import a_case, appealed, hidden
from tests.engagements.needs.scenes import the_team

pytestmark = pytest.mark.django_db


def answered_by_who_decided() -> None:
    case = hidden()
    changed(case, answered_by=case.decided_by)


def read_again_by_who_decided() -> None:
    case = appealed()
    changed(case, reader=case.decided_by)


BROKEN: Broken = {
    "case_one_open_a_text": lambda: twice(a_case()),
    "case_decided_by_somebody": lambda: changed(hidden(), decided_by=None),
    "case_hidden_says_why": lambda: changed(hidden(), why=""),
    "case_appeal_says_something": lambda: changed(appealed(), appeal=""),
    "case_answered_by_another": answered_by_who_decided,
    "case_appeal_read_by_another": read_again_by_who_decided,
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_text_that_was_kept_may_be_reported_again() -> None:
    twice(keep(a_case(), by=the_team()))
