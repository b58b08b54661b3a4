"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.relays.scenes import a_relay, a_signatory, an_asked_relay
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def one_person() -> None:
    relay = an_asked_relay()
    changed(relay, second=relay.first)


BROKEN: Broken = {
    "relay_is_two_people": one_person,
    "relay_given_by_somebody": lambda: changed(an_asked_relay(), given_at=timezone.now()),
    "relay_ended_has_date": lambda: changed(a_relay(), ended_by=a_user()),
    "relay_one_for_a_neighbourhood": lambda: twice(a_relay(), organisation=a_signatory().organisation),
    "relay_once_at_a_time": lambda: twice(an_asked_relay()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_one_that_ended_leaves_its_place() -> None:
    relay = a_relay()
    changed(relay, ended_at=timezone.now())

    twice(relay)
