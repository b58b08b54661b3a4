"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database
from tests.factories import a_confirmed_signature, a_draft

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "draft_confirmed_has_signature": lambda: changed(a_draft()[0], state="confirmed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_draft_has_no_signature_before_it_is_confirmed() -> None:
    signature = a_confirmed_signature()
    refused_by_the_database("draft_confirmed_has_signature", lambda: changed(a_draft()[0], signature=signature))
