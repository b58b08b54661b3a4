"""Two at the same moment: each lock is there for one of these."""

import pytest

from signatories.people.actions import open_account
from signatories.people.models import User
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_address_has_one_account() -> None:
    answers = side_by_side(*[lambda: open_account(email="nora@example.org", verified=True)] * 2)

    assert raised(answers) == []
    assert User.objects.count() == 1
