"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database
from tests.engagements.guests.scenes import a_guest

pytestmark = pytest.mark.django_db

BROKEN: Broken = {"guest_is_somebody": lambda: changed(a_guest(), called="")}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
