"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database
from tests.engagements.thanks.scenes import a_thanks

pytestmark = pytest.mark.django_db

BROKEN: Broken = {"thanks_say_something": lambda: changed(a_thanks(), text="")}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
