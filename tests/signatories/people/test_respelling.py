"""Addresses kept before a mailbox had one form: found again, and two accounts of one mailbox never made one."""

import importlib

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db import models

from signatories.mailings.models import Mailing, MailingRecipient
from signatories.organisations.actions import ask_to_join, invite
from signatories.organisations.models import Invitation, JoinRequest, Organisation
from signatories.outbox.models import Message, Preference
from signatories.people import respelling
from signatories.people.actions import open_account
from signatories.people.models import FormerAddress, User
from signatories.people.queries import person_of
from signatories.people.respelling import respell
from signatories.signing.models import SigningDraft
from tests.factories import a_draft, a_message, a_user, an_organisation

pytestmark = pytest.mark.django_db
TYPED, ONE = "zelie@exämple.fr\u200b", "zelie@xn--exmple-cua.fr"
WHO = {"first_name": "Zélie", "last_name": "Quarteron", "role": "présidente"}
FIELDS: list[tuple[type[models.Model], str]] = [
    (User, "email"),
    (EmailAddress, "email"),
    (FormerAddress, "email"),
    (Organisation, "contact_email"),
    (Organisation, "public_email"),
    (Invitation, "email"),
    (JoinRequest, "email"),
    (SigningDraft, "email"),
    (Message, "to"),
    (Message, "reply_to"),
    (Preference, "address"),
    (MailingRecipient, "address"),
]


def spelled_otherwise_everywhere() -> None:
    """As rows of before are: by no action, which would mend them."""
    contact = open_account(email="zelie@example.org", verified=True)
    FormerAddress.objects.create(user=contact, email="avant@example.org")
    organisation = an_organisation(contact=contact)
    invite(organisation, by=contact, email="lou@example.org")
    ask_to_join(organisation, email="noe@example.org", **WHO)
    a_draft()
    Message.objects.all().delete()
    a_message()
    mailing = Mailing.objects.create(begun_by=contact, audience="?etat=published")
    MailingRecipient.objects.create(mailing=mailing, address="zelie@example.org")
    Preference.objects.create(address="zelie@example.org", family="signing")
    for model, field in FIELDS:
        model._base_manager.update(**{field: TYPED})


def spellings() -> dict[str, set[str]]:
    return {
        f"{model._meta.label}.{field}": set(model._base_manager.values_list(field, flat=True))
        for model, field in FIELDS
    }


def test_every_field_that_holds_an_address_is_tried_here() -> None:
    assert set(respelling._address_fields(apps)) == set(FIELDS)


def test_each_is_put_into_the_one_form_of_its_mailbox_and_stays_so() -> None:
    spelled_otherwise_everywhere()
    assert person_of(TYPED) is None

    assert respell(apps) == []

    assert set(map(frozenset, spellings().values())) == {frozenset([ONE])}
    assert person_of(TYPED) == User.objects.get()
    assert respell(apps) == []


def test_what_is_in_its_form_is_not_written() -> None:
    a_message(to="zelie@example.org")
    untouched = Message.objects.get()

    respell(apps)

    assert Message.objects.get().to == untouched.to


def test_two_accounts_of_one_mailbox_stay_two_and_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    known, other = open_account(email=ONE, verified=True), a_user()
    EmailAddress.objects.create(user=other, email=TYPED, verified=True)
    User.objects.filter(pk=other.pk).update(email=TYPED)

    call_command("respell_addresses")

    said = capsys.readouterr().out
    assert f"signatories.User n°\u202f{other.pk}" in said
    assert "account.EmailAddress" in said
    assert User.objects.get(pk=other.pk).email == TYPED
    assert person_of(TYPED) == known


def test_migrating_does_it() -> None:
    a_user()
    User.objects.update(email=TYPED)

    migration = importlib.import_module("signatories.migrations.0020_one_form_of_addresses")
    migration.put_in_one_form(apps, None)

    assert User.objects.get().email == ONE


def test_the_command_says_that_nothing_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("respell_addresses")

    assert "une seule forme" in capsys.readouterr().out
