"""What the database refuses, whoever writes."""

import pytest

from signatories.following.actions import note_refusal
from signatories.following.models import Refusal
from signatories.outbox.models import Message
from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import a_message, a_published_signature

pytestmark = pytest.mark.django_db


def a_refusal() -> Refusal:
    message = a_message(about=[a_published_signature().organisation])
    Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED)
    note_refusal(message)
    return Refusal.objects.get()


BROKEN: Broken = {"refusal_once": lambda: twice(a_refusal())}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_what_must_not_be(constraint: str) -> None:
    refused_by_the_database(constraint, BROKEN[constraint])
