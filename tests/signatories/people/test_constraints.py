"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import a_user

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "user_email_unique_any_case": lambda: twice(a_user(email="nora@example.org"), email="Nora@Example.org"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
