"""The mails of this slice: what they name, and when they are no longer worth sending."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from signatories.organisations.actions import (
    accept_invitation,
    accept_join,
    ask_to_join,
    cancel_invitation,
    decline_join,
    end_membership,
    invite,
)
from signatories.organisations.models import Invitation, JoinRequest, Organisation
from signatories.outbox import delivery
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_team_member, a_user, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact() -> User:
    return a_user(email="contact@example.org")


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return an_organisation(contact=contact)


@pytest.fixture
def invitation(organisation: Organisation, contact: User) -> Invitation:
    return invite(organisation, by=contact, email="zoe@example.org")


def asked(organisation: Organisation) -> JoinRequest:
    return ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )


def left(kind: str) -> bool:
    """Whether the mail of this kind leaves, or is cancelled with a reason."""
    delivery.deliver_due()
    message = Message.objects.filter(kind=f"organisations.{kind}").latest("created_at")
    assert (message.state == Message.State.SENT) != (message.state == Message.State.CANCELLED)
    return message.state == Message.State.SENT


def test_an_invitation_that_still_stands_is_sent(invitation: Invitation) -> None:
    assert left("invitation")


def test_an_invitation_cancelled_before_it_left_is_not_sent(invitation: Invitation, contact: User) -> None:
    cancel_invitation(invitation, by=contact)

    assert not left("invitation")
    assert mail.outbox == []


def test_an_invitation_accepted_before_it_left_is_not_sent(invitation: Invitation) -> None:
    accept_invitation(invitation, by=a_user(email="zoe@example.org"))

    assert not left("invitation")


def test_another_invitation_changes_nothing_for_this_one(invitation: Invitation, contact: User) -> None:
    cancel_invitation(invite(invitation.organisation, by=contact, email="ana@example.org"), by=contact)

    delivery.deliver_due()

    assert [sent.to for sent in mail.outbox] == [["zoe@example.org"]]


def test_an_invitation_is_worth_sending_as_long_as_its_link_works(invitation: Invitation) -> None:
    assert Message.objects.get().until == invitation.expires_at
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert not left("invitation")


@pytest.mark.parametrize("answer", [accept_join, decline_join])
def test_nobody_is_asked_what_a_colleague_has_answered(organisation: Organisation, contact: User, answer) -> None:  # type: ignore[no-untyped-def]  # either of two actions
    answer(asked(organisation), by=contact)

    assert not left("join_asked")


def test_who_decides_is_asked_while_nobody_has_answered(organisation: Organisation) -> None:
    asked(organisation)

    assert left("join_asked")


def test_the_team_is_asked_while_nobody_has_answered(organisation: Organisation, contact: User) -> None:
    a_team_member()
    end_membership(organisation.memberships.get(), by=contact, leaves_nobody=True)
    request = asked(organisation)

    assert set(Message.objects.about(request).values_list("kind", flat=True)) == {
        "organisations.join_asked_of_team",
        "organisations.join_received",
        "organisations.join_told_former",
    }
    assert left("join_asked_of_team")


def test_each_mail_names_what_it_is_about(
    organisation: Organisation, contact: User, invitation: Invitation
) -> None:
    a_team_member()
    request = asked(organisation)
    membership = accept_join(request, by=contact)
    end_membership(membership, by=contact)
    end_membership(organisation.memberships.current().get(), by=contact, leaves_nobody=True)

    everything = Message.objects.values_list("kind", flat=True)
    assert set(everything) == {
        f"organisations.{name}"
        for name in ("invitation", "join_asked", "join_received", "join_accepted", "contact_ended", "nobody_left")
    }
    assert set(Message.objects.about(organisation)) == set(Message.objects.all())
    assert _kinds(Message.objects.about(invitation)) == {"invitation"}
    assert _kinds(Message.objects.about(contact)) == {"invitation", "join_asked"}
    assert _kinds(Message.objects.about(request)) == {"join_asked", "join_received", "join_accepted"}
    assert _kinds(Message.objects.addressed_to(contact)) == {"join_asked"}
    assert _kinds(Message.objects.addressed_to(membership.user)) == {"join_accepted", "contact_ended"}


def test_a_declined_request_is_named_by_its_mail(organisation: Organisation, contact: User) -> None:
    request = decline_join(asked(organisation), by=contact)

    assert _kinds(Message.objects.about(request)) == {"join_asked", "join_received", "join_declined"}


def _kinds(messages) -> set[str]:  # type: ignore[no-untyped-def]  # a queryset
    return {kind.removeprefix("organisations.") for kind in messages.values_list("kind", flat=True)}
