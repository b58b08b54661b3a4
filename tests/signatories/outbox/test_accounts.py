"""The mails of signing in: whose mailbox it is, and how long a code is worth sending."""

from datetime import timedelta

import pytest
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from signatories.outbox.adapter import AccountAdapter
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def written(kind: str, to: str, *, signed_in: User | None = None, **context: object) -> Message:
    request: HttpRequest = RequestFactory().get("/")
    request.user = signed_in or AnonymousUser()
    with request_context(request):
        AccountAdapter().send_mail(f"account/email/{kind}", to, {"code": "123456", **context})
    return Message.objects.get()


@pytest.mark.parametrize("kind", ["login_code", "email_confirmation", "email_confirmation_signup"])
def test_a_code_is_worth_sending_for_a_quarter_of_an_hour(kind: str) -> None:
    message = written(kind, "lea@example.org")

    assert message.until
    assert abs(message.until - timezone.now() - timedelta(minutes=15)) < timedelta(seconds=10)


def test_what_holds_no_code_has_no_end() -> None:
    assert written("unknown_account", "lea@example.org", signup_url="http://testserver/").until is None


def test_a_code_is_for_the_person_of_that_address() -> None:
    person = a_user(email="lea@example.org")

    message = written("login_code", "LEA@example.org")

    assert list(Message.objects.addressed_to(person)) == [message]
    assert "123456" in message.text


def test_nobody_is_named_where_nobody_is_known() -> None:
    assert not written("unknown_account", "lea@example.org", signup_url="http://testserver/").subjects.exists()


def test_an_address_that_is_being_taken_is_already_the_person_s() -> None:
    person = a_user()

    message = written("email_confirmation", "nouvelle@example.org", user=person)

    assert list(Message.objects.addressed_to(person)) == [message]


def test_an_address_that_was_left_is_still_the_person_s() -> None:
    person = a_user(email="nouvelle@example.org")

    message = written(
        "email_changed", "ancienne@example.org", signed_in=person, from_email="a@b.fr", to_email=person.email
    )

    assert list(Message.objects.addressed_to(person)) == [message]
