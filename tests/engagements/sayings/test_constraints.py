"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from engagements.sayings.actions import keep_closed
from engagements.sayings.models import Saying
from tests.constraints import Broken, changed, refused_by_the_database
from tests.engagements.sayings.scenes import a_saying, an_opened_one, reader_of

pytestmark = pytest.mark.django_db


def a_closed_one() -> Saying:
    saying = a_saying()
    return keep_closed(saying, by=reader_of(saying), why="danger")


BROKEN: Broken = {
    "saying_says_something": lambda: changed(a_saying(), text=""),
    "saying_read_or_waiting": lambda: changed(a_saying(), read_at=timezone.now()),
    "saying_opened_as_a_need": lambda: changed(an_opened_one()[0], need=None),
    "saying_closed_for_a_reason": lambda: changed(a_closed_one(), why=""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_what_waits_has_no_reason_yet() -> None:
    refused_by_the_database("saying_closed_for_a_reason", lambda: changed(a_saying(), why="other"))
