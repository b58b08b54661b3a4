"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, refused_by_the_database, twice
from tests.signatories.today.lines import a_line_put_off

pytestmark = pytest.mark.django_db

BROKEN: Broken = {"line_put_off_once": lambda: twice(a_line_put_off())}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_what_must_not_be(constraint: str) -> None:
    refused_by_the_database(constraint, BROKEN[constraint])
