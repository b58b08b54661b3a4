"""What is known of a person by account or by address goes, one by one; what is not hers stays."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.db.models import Model

from signatories.erasure.actions import erase_organisation, erase_person
from signatories.mandates.actions import attach_extract
from signatories.organisations.actions import ask_to_join, invite
from signatories.organisations.models import Invitation, JoinRequest, Organisation
from signatories.outbox.models import Message
from signatories.people.actions import open_account
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Mandate, RegisterValue
from signatories.signing.models import SigningDraft
from tests.constraints import changed
from tests.factories import (
    a_draft,
    a_message,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
)

pytestmark = pytest.mark.django_db
HERS, OTHER = "Zelie@example.org", "autre@example.org"
ASKING = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}


def invited(email: str) -> Invitation:
    organisation = an_organisation(contact=(contact := a_user()))
    return invite(organisation, by=contact, email=email)


def with_a_second_factor(email: str) -> Authenticator:
    return TOTP.activate(open_account(email=email, verified=True), generate_totp_secret()).instance


KNOWN_BY_ADDRESS: dict[str, Callable[[str], Model]] = {
    "second factor": with_a_second_factor,
    "address": lambda email: EmailAddress.objects.get(user=open_account(email=email, verified=True)),
    "invitation": invited,
    "request to join": lambda email: ask_to_join(an_organisation(), email=email, **ASKING),
    "signing begun": lambda email: a_draft(email=email)[0],
    "mail": lambda email: a_message(to=email),
}


@pytest.mark.parametrize("what", KNOWN_BY_ADDRESS)
def test_what_is_hers_goes_and_what_is_not_stays(what: str) -> None:
    person = open_account(email=HERS, verified=True)
    hers, other = (KNOWN_BY_ADDRESS[what](email) for email in (HERS.lower(), OTHER))

    erase_person(person, by=a_team_member())

    kept = type(hers)._default_manager.all()
    assert not kept.filter(pk=hers.pk).exists()
    assert kept.filter(pk=other.pk).exists()


def test_an_account_is_closed_and_loses_its_rights() -> None:
    person = a_team_member(email="zelie@example.org")
    changed(person, phone="01 23 45 67 89")

    erased = erase_person(person, by=a_team_member())

    left = User.objects.get(pk=erased.pk)
    assert (left.full_name, left.phone, left.is_active, left.is_staff) == ("", "", False, False)
    assert not left.roles.current().exists()
    assert erased.email.endswith("@invalid.example")
    assert User.objects.get(pk=erased.pk).erased_at is not None


def test_a_contact_ends_and_former_ones_keep_their_dates() -> None:
    organisation = an_organisation(contact=(person := a_user()))
    colleague = an_organisation().memberships.get()
    changed(organisation.memberships.get(), publish_name=True)

    erase_person(person, by=a_team_member())

    ended = organisation.memberships.get()
    colleague.refresh_from_db()
    assert (ended.ended_at is not None, ended.role, ended.publish_name) == (True, "", False)
    assert (colleague.ended_at, colleague.role) == (None, "présidente")


def test_only_her_mandates_and_values_lose_her_name() -> None:
    signature, other = a_published_signature(), a_published_signature(signer_name="Jeanne Autre")
    person = signature.organisation.memberships.get().user
    attach_extract(signature.mandates.get(), by=person, extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"))
    changed(signature.mandates.get(), publish_name=True)

    erase_person(person, by=a_team_member())

    mandate = signature.mandates.get()
    left = (mandate.signer_name, mandate.signer_role, mandate.publish_name, mandate.extract.name)
    assert left == ("Personne effacée", "", False, "")
    assert other.mandates.get().signer_name == "Jeanne Autre"
    assert set(RegisterValue.objects.filter(field="signer_name").values_list("value", flat=True)) == {
        "Jeanne Autre"
    }


def test_an_association_loses_all_that_it_said_but_its_dates() -> None:
    signature, team = a_paper_signature(contact_email="papier@example.org"), a_team_member()
    organisation = signature.organisation
    ask_to_join(organisation, email=OTHER, **ASKING)
    changed(organisation, description="Nous", public_email="nous@example.org", rna="W931000001")
    withdraw(signature, by=team, reason="Dissolution.")

    erased = erase_organisation(Organisation.objects.get(pk=organisation.pk), by=team)

    assert (erased.description, erased.public_email, erased.rna, erased.contact_email) == ("", "", None, "")
    assert (erased.created_at, erased.kind) == (organisation.created_at, organisation.kind)
    assert not JoinRequest.objects.exists()
    signature.refresh_from_db()
    assert (signature.paper_scan.name, signature.status_reason) == ("", "")
    assert Mandate.objects.get().signer_name == "Personne effacée"
    assert not RegisterValue.objects.exists()


def test_another_association_keeps_everything() -> None:
    signature, team = a_published_signature(), a_team_member()
    other, invitation = a_published_signature(), invited(OTHER)
    a_draft(email=OTHER)
    before = Message.objects.filter(to__in=[m.user.email for m in other.organisation.memberships.all()]).count()

    erase_organisation(withdraw(signature, by=team, reason="Fin.").organisation, by=team)

    other.organisation.refresh_from_db()
    assert other.organisation.erased_at is None
    assert other.organisation.memberships.current().exists()
    assert Invitation.objects.get() == invitation
    assert SigningDraft.objects.exists()
    assert RegisterValue.objects.exists()
    mails = Message.objects.filter(to__in=[m.user.email for m in other.organisation.memberships.all()])
    assert mails.count() == before
