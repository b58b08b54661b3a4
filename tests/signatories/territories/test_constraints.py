"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_commune, a_qpv

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "commune_code_kind_unique": lambda: twice(a_commune()),
    "qpv_code_matches_generation": lambda: changed(a_qpv(code="QN09331M"), generation=2015),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


@pytest.mark.parametrize("code", ["QN09331", "QN09331X", "QP09331M", "QN09631M", "QP93001", "QN2A001Z", ""])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    refused_by_the_database("qpv_code_matches_generation", lambda: twice(a_qpv(), pk=code))
