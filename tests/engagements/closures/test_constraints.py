"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database
from tests.engagements.closures.scenes import a_closure, in_days

pytestmark = pytest.mark.django_db

BROKEN: Broken = {"closure_ends_after_it_starts": lambda: changed(a_closure(), ends_on=in_days(9))}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_one_day_is_a_closure() -> None:
    changed(a_closure(), ends_on=in_days(10))
