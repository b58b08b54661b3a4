"""What the database refuses, whoever writes."""

import pytest

from signatories.history.actions import record
from signatories.history.models import EventNaming
from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import an_organisation

pytestmark = pytest.mark.django_db


def a_naming() -> EventNaming:
    event = record("organisation.changed", an_organisation(), by=None, about=[an_organisation()])
    return EventNaming.objects.get(event=event)


BROKEN: Broken = {
    "event_names_an_object_once": lambda: twice(a_naming()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
