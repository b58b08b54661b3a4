"""How long a session lasts: a month for who signed in, a day for who passes by."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from qpv_charter.toolkit.tasks import forget_what_is_old
from tests.factories import a_user
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


def test_who_signed_in_stays_a_month() -> None:
    browser_of(a_user())

    assert MONTH - MINUTE < lasts() <= MONTH
