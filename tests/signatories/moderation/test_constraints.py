"""What the database refuses, whoever writes."""

import pytest

from signatories.moderation.actions import note
from tests.constraints import Broken, changed, refused_by_the_database
from tests.factories import a_confirmed_signature

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "exchange_says_something": lambda: changed(note(a_confirmed_signature(), by=None, text="Vu."), text=""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
