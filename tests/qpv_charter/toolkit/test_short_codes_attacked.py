"""Secret codes on paper: for one named object, under keys that change, and nobody locked out by somebody else."""

import hashlib
from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.crypto import salted_hmac
from pytest_django import Settings

from qpv_charter.toolkit import short_codes
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.keys import KeyQuerySet
from qpv_charter.toolkit.short_codes import TRIES_PER_NETWORK
from signatories.organisations.actions import invite
from signatories.organisations.models import Invitation, InvitationKey, Organisation
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db
WRONG = "0000000000"


@pytest.fixture
def organisation() -> Organisation:
    """The named object of these tests; its invitations are what codes open."""
    return an_organisation(contact=a_user())


def a_code(organisation: Organisation, *, days: float = 1) -> InvitationKey:
    keys: KeyQuerySet[InvitationKey] = InvitationKey.objects.all()
    until = timezone.now() + timedelta(days=days)
    return short_codes.issue(keys, within=organisation, target=an_invitation(organisation), expires_at=until)


def an_invitation(organisation: Organisation) -> Invitation:
    number = organisation.invitations.count()
    contact = organisation.memberships.get().user
    return invite(organisation, by=contact, email=f"numero{number}@example.org")


def try_code(typed: str, within: Organisation, *, network: str = "192.0.2.1") -> InvitationKey | None:
    request: HttpRequest = RequestFactory().post("/", REMOTE_ADDR=network)
    return short_codes.find(request, InvitationKey.objects.all(), typed, within=within)


def test_a_code_opens_its_target_however_it_is_typed(organisation: Organisation) -> None:
    key, _ = a_code(organisation), a_code(organisation)

    found = try_code(f" {short_codes.printed(key.clear).lower()} ", organisation)

    assert found == key
    assert try_code(WRONG, organisation) is None


def test_a_code_is_tried_within_its_own_object(organisation: Organisation) -> None:
    key = a_code(organisation)

    assert try_code(key.clear, an_organisation()) is None


def test_a_code_is_no_link_and_a_link_no_code(organisation: Organisation) -> None:
    key = a_code(organisation)

    assert InvitationKey.objects.found(key.clear) is None


@pytest.mark.parametrize("ended", ["expires_at", "used_at", "revoked_at"])
def test_a_code_that_ended_opens_nothing(organisation: Organisation, ended: str) -> None:
    key = a_code(organisation)
    InvitationKey.objects.filter(pk=key.pk).update(**{ended: timezone.now()})

    assert try_code(key.clear, organisation) is None


def test_what_is_kept_cannot_be_searched_without_the_key_of_codes(
    organisation: Organisation, settings: Settings
) -> None:
    key = a_code(organisation)

    assert key.clear not in key.digest
    assert key.digest != hashlib.sha256(key.clear.encode()).hexdigest()
    said = f"signatories.organisation:{organisation.pk}:{key.clear}"
    assert key.digest != salted_hmac("short code", said, algorithm="sha256").hexdigest()
    settings.SECRET_KEY = "another-" + "z" * 50
    assert try_code(key.clear, organisation) == key


def test_the_key_of_codes_changes_and_printed_papers_go_on(organisation: Organisation, settings: Settings) -> None:
    (former,) = settings.SHORT_CODE_KEYS
    printed = a_code(organisation)

    settings.SHORT_CODE_KEYS = ["new-" + "n" * 50, former]
    fresh = a_code(organisation)
    assert try_code(printed.clear, organisation) == printed
    assert try_code(fresh.clear, organisation) == fresh

    settings.SHORT_CODE_KEYS = ["new-" + "n" * 50]
    assert try_code(printed.clear, organisation) is None
    assert try_code(fresh.clear, organisation) == fresh


def test_tries_are_counted_by_network_and_never_lock_an_object(organisation: Organisation) -> None:
    key = a_code(organisation)
    for _ in range(TRIES_PER_NETWORK.times):
        assert try_code(WRONG, organisation, network="198.51.100.7") is None

    with pytest.raises(ActionRefused, match="Beaucoup de codes"):
        try_code(key.clear, organisation, network="198.51.100.7")
    assert try_code(key.clear, organisation, network="192.0.2.1") == key


def test_what_cannot_be_a_code_is_not_counted(organisation: Organisation) -> None:
    key = a_code(organisation)
    for _ in range(TRIES_PER_NETWORK.times + 1):
        assert try_code("bonjour", organisation) is None

    assert try_code(key.clear, organisation) == key
