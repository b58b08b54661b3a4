"""What the database refuses, whoever writes."""

from datetime import date

import pytest
from django.utils import timezone

from signatories.signatures.models import RegisterEntry, RegisterHead, RegisterValue
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_confirmed_signature, a_published_signature

pytestmark = pytest.mark.django_db


def a_value() -> RegisterValue:
    a_confirmed_signature()
    return RegisterValue.objects.all()[0]


BROKEN: Broken = {
    "signature_date_is_as_precise_as_said": lambda: changed(a_confirmed_signature(), signed_on=None),
    "register_head_is_alone": lambda: RegisterHead.objects.create(pk=2),
    "register_value_once": lambda: twice(a_value()),
    "signature_once_per_version": lambda: twice(a_confirmed_signature(), code="AUTRE"),
    "signature_published_has_date": lambda: changed(a_confirmed_signature(), status="published"),
    "signature_withdrawn_has_date": lambda: changed(a_confirmed_signature(), status="withdrawn"),
    "signature_asked_pause_is_paused": lambda: changed(a_confirmed_signature(), pause_asked=True),
    "mandate_one_current_per_signature": lambda: twice(a_confirmed_signature().mandates.get()),
    "mandate_decided_on_is_a_month": lambda: changed(
        a_confirmed_signature().mandates.get(), decided_on=date(2026, 9, 2)
    ),
    "mandate_election_is_a_month": lambda: changed(
        a_confirmed_signature().mandates.get(), next_election=date(2027, 6, 30)
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_pause_has_the_date_of_what_it_hides() -> None:
    signature = a_published_signature()
    hidden = {"status": "paused", "published_at": None}
    refused_by_the_database("signature_published_has_date", lambda: changed(signature, **hidden))


def test_a_date_of_withdrawal_without_one_is_refused_too() -> None:
    signature = a_confirmed_signature()
    refused_by_the_database(
        "signature_withdrawn_has_date", lambda: changed(signature, withdrawn_at=timezone.now())
    )


def test_one_signs_again_after_withdrawing_and_a_mandate_follows_another() -> None:
    signature = a_confirmed_signature()
    mandate = signature.mandates.get()
    changed(signature, status="withdrawn", withdrawn_at=timezone.now())
    changed(mandate, ended_at=timezone.now())

    twice(signature, code="AUTRE", status="confirmed")
    twice(mandate)

    assert signature.organisation.signatures.count() == 2


@pytest.mark.parametrize("field", ["number", "previous", "digest"])
def test_nothing_in_the_chain_stands_twice(field: str) -> None:
    a_published_signature()
    first, second = RegisterEntry.objects.all()
    same = {"number": 3, "previous": "a" * 64, "digest": "b" * 64, field: getattr(second, field)}

    with pytest.raises(Exception, match=field):
        twice(first, **same)


@pytest.mark.parametrize(
    ("precision", "signed_on"), [("month", date(2020, 10, 12)), ("unknown", date(2020, 10, 1)), ("month", None)]
)
def test_a_date_is_as_precise_as_said(precision: str, signed_on: date | None) -> None:
    signature = a_confirmed_signature()
    refused_by_the_database(
        "signature_date_is_as_precise_as_said",
        lambda: changed(signature, signed_precision=precision, signed_on=signed_on),
    )
