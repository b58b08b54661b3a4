"""How long a session lasts: three months for who signed in, one for the team, a day for who passes by."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from qpv_charter.toolkit.tasks import forget_what_is_old
from signatories.people.models import User
from tests.factories import a_team_member, a_user
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
MONTH, DAY, MINUTE = timedelta(days=30), timedelta(days=1), timedelta(minutes=1)


def lasts() -> timedelta:
    return Session.objects.get().expire_date - timezone.now()


def test_who_asks_for_a_code_and_leaves_is_forgotten_the_day_after() -> None:
    page = Client().post("/compte/connexion/", {"email": "passante@example.org"})

    assert DAY - MINUTE < lasts() <= DAY
    assert page.cookies["sessionid"]["max-age"] == DAY.total_seconds()
    Session.objects.update(expire_date=timezone.now() - MINUTE)
    forget_what_is_old.call()
    assert not Session.objects.exists()


@pytest.mark.parametrize(("person", "months"), [(a_user, 3), (a_team_member, 1)], ids=["a contact", "the team"])
def test_who_signed_in_stays_three_months_and_the_team_one(person: Callable[[], User], months: int) -> None:
    browser_of(person())

    assert months * MONTH - MINUTE < lasts() <= months * MONTH
