"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from signatories.outbox.models import Message, Preference
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_message, a_user

pytestmark = pytest.mark.django_db
SENT, CANCELLED = Message.State.SENT, Message.State.CANCELLED


def a_preference() -> Preference:
    return Preference.objects.create(address="lea@example.org", family="letter")


BROKEN: Broken = {
    "message_sent_has_date": lambda: changed(a_message(), state=SENT),
    "message_over_secret_erased": lambda: changed(a_message(secret=True), state=SENT, sent_at=timezone.now()),
    "message_cancelled_has_reason": lambda: changed(a_message(), state=CANCELLED),
    "message_subject_once": lambda: twice(a_message(about=[a_user()]).subjects.get()),
    "preference_once": lambda: twice(a_preference(), key="another"),
    "preference_lower_case": lambda: changed(a_preference(), address="Lea@example.org"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


@pytest.mark.parametrize("left", ["text", "html"])
def test_no_part_of_a_secret_stays_once_it_is_sent(left: str) -> None:
    sent = {"text": "", "html": "", left: "123 456", "state": SENT, "sent_at": timezone.now()}

    refused_by_the_database("message_over_secret_erased", lambda: changed(a_message(secret=True), **sent))


def test_nothing_of_a_secret_stays_once_it_is_cancelled() -> None:
    cancelled = {"state": CANCELLED, "reason": "Trop tard."}

    refused_by_the_database("message_over_secret_erased", lambda: changed(a_message(secret=True), **cancelled))


def test_only_a_cancelled_message_has_a_reason() -> None:
    refused_by_the_database("message_cancelled_has_reason", lambda: changed(a_message(), reason="Trop tard."))
