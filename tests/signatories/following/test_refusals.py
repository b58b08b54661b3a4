"""Whom no mail reaches any more: noted when one is given up, asked again whenever somebody looks."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils import timezone

from signatories.following.actions import rebuild
from signatories.following.models import Followed, Refusal
from signatories.organisations.models import Membership, Organisation
from signatories.outbox import actions, delivery
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.factories import a_message, a_published_signature, a_team_member, an_organisation

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A mail server that refuses for good, or is away."""

    def answers(how: str) -> None:
        def send(*_: object, **__: object) -> int:
            if how == "refuses":
                raise SMTPRecipientsRefused({"x@example.org": (550, b"No such user")})
            raise ConnectionRefusedError

        monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send)

    return answers


def reached(*organisations: Organisation) -> list[bool]:
    lost = {*Followed.objects.with_refused_address().values_list("pk", flat=True)}
    return [each.pk not in lost for each in organisations]


def refused(organisation: Organisation, *, to: str = "") -> Message:
    """A mail about it that its server refused; to its contact person."""
    address = to or organisation.memberships.get().user.email
    message = a_message(to=address, about=[organisation])
    Message.objects.filter(pk=message.pk).update(state=State.FAILED)
    rebuild()
    return message


def test_a_refusal_is_noted_at_once_of_all_that_the_mail_is_about(server: Callable[[str], None]) -> None:
    server("refuses")
    one, other, apart = (a_published_signature().organisation for _ in range(3))
    contact = one.memberships.get().user
    Membership.objects.filter(organisation=other).update(user=contact)
    message = a_message(to=contact.email, about=[one, other, contact])
    a_message(to="prefecture@example.org")

    delivery.deliver_due()

    assert {*Refusal.objects.values_list("followed", "message")} == {
        (each.pk, message.pk) for each in (one, other)
    }
    assert reached(one, other, apart) == [False, False, True]


def test_what_will_be_tried_again_is_no_refusal(server: Callable[[str], None]) -> None:
    server("is away")
    organisation = a_published_signature().organisation
    message = a_message(to=organisation.memberships.get().user.email, about=[organisation])
    Message.objects.exclude(pk=message.pk).delete()

    delivery.deliver_due()
    assert not Refusal.objects.exists()
    Message.objects.update(attempts=delivery.MAX_ATTEMPTS - 1, next_try_at=timezone.now())
    delivery.deliver_due()
    assert Refusal.objects.get().message == message


def test_one_that_kills_its_workers_is_given_up_too() -> None:
    organisation = a_published_signature().organisation
    a_message(to=organisation.memberships.get().user.email, about=[organisation])
    long_ago = timezone.now() - timedelta(hours=1)
    Message.objects.update(state=State.SENDING, attempts=delivery.MAX_ATTEMPTS, claimed_at=long_ago)

    delivery.deliver_due()

    assert reached(organisation) == [False]


def test_a_record_without_a_row_is_left_out() -> None:
    """It was joined to another one, or erased."""
    organisation = an_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(joined_into=an_organisation())
    refused(organisation, to="ancienne@example.org")

    assert not Refusal.objects.exists()


def test_what_is_made_anew_is_the_same_whatever_was_there() -> None:
    organisation = a_published_signature().organisation
    refused(organisation)
    before = Refusal.objects.values().get()

    rebuild()
    assert Refusal.objects.values().get() == before
    Refusal.objects.all().delete()
    rebuild()
    assert Refusal.objects.get().followed_id == organisation.pk


def left(message: Message) -> None:
    a_message(to=message.to)
    Message.objects.exclude(pk=message.pk).update(state=State.SENT, sent_at=timezone.now())


def given_again(message: Message) -> None:
    message.refresh_from_db()
    actions.retry(message, by=a_team_member())


def another_address(message: Message) -> None:
    User.objects.filter(email=message.to).update(email="nouvelle@example.org")


def nobody_there(message: Message) -> None:
    Membership.objects.filter(user__email=message.to).update(ended_at=timezone.now())


def long_since(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=181))


def withdrawn(message: Message) -> None:
    [signature] = Signature.objects.filter(organisation__memberships__user__email=message.to)
    withdraw(signature, by=a_team_member(), reason="Dissolution.", told=False)


@pytest.mark.parametrize("since", [left, given_again, another_address, nobody_there, long_since, withdrawn])
def test_it_says_nothing_of_today_once_something_else_is_true(since: Callable[[Message], None]) -> None:
    organisation, other = (a_published_signature().organisation for _ in range(2))
    message = refused(organisation)
    refused(other)
    assert reached(organisation, other) == [False, False]

    since(message)

    assert reached(organisation)[0]


def test_one_that_left_before_or_for_another_address_does_not_make_up_for_it() -> None:
    organisation = a_published_signature().organisation
    before = a_message(to=organisation.memberships.get().user.email, about=[organisation])
    refused(organisation)
    a_message(to="ailleurs@example.org", about=[organisation])
    waiting = a_message(to=before.to, about=[organisation])

    Message.objects.exclude(state=State.FAILED).exclude(pk=waiting.pk).update(
        state=State.SENT, sent_at=timezone.now()
    )

    assert reached(organisation) == [False]


def test_the_address_of_its_paper_counts_as_those_of_its_people() -> None:
    organisation, other = (a_published_signature().organisation for _ in range(2))
    Organisation.objects.filter(pk=organisation.pk).update(contact_email="papier@example.org")
    refused(organisation, to="papier@example.org")
    refused(other, to="papier@example.org")

    assert reached(organisation, other) == [False, True]
