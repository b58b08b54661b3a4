"""Two at the same moment: each lock is there for one of these."""

import pytest

from signatories.history.models import Event
from signatories.people.actions import join_team, open_account
from signatories.people.models import User
from tests.factories import a_team_member, a_user
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_joins_the_team_once() -> None:
    person, team = a_user(), a_team_member()

    side_by_side(*[lambda: join_team(person, by=team)] * 2)

    assert Event.objects.filter(kind="team.joined").count() == 1


def test_an_address_has_one_account() -> None:
    answers = side_by_side(*[lambda: open_account(email="nora@example.org", verified=True)] * 2)

    assert raised(answers) == []
    assert User.objects.count() == 1
