"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from signatories.outbox.models import Message
from tests.constraints import Broken, changed, refused_by_the_database
from tests.factories import a_message

pytestmark = pytest.mark.django_db
SENT = Message.State.SENT

BROKEN: Broken = {
    "message_sent_has_date": lambda: changed(a_message(), state=SENT),
    "message_sent_secret_erased": lambda: changed(a_message(secret=True), state=SENT, sent_at=timezone.now()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


@pytest.mark.parametrize("left", ["text", "html"])
def test_no_part_of_a_secret_stays_once_it_is_sent(left: str) -> None:
    sent = {"text": "", "html": "", left: "123 456", "state": SENT, "sent_at": timezone.now()}

    refused_by_the_database("message_sent_secret_erased", lambda: changed(a_message(secret=True), **sent))
