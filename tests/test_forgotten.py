"""Forgetting: wherever a slice may hold somebody, nothing of her is left, in the database nor among the files."""

import pytest
from django.db import transaction

from qpv_charter.toolkit import personal
from qpv_charter.toolkit.personal import erased, impersonal, kept
from signatories.erasure.actions import erase_person
from signatories.people.models import User
from signatories.signatures.verification import verify
from signatories.territories.models import Region
from tests.signatories.erasure.test_erasure import rows_saying
from tests.somebody import WORDS, holds_her, somebody_everywhere


def places(*, person: User) -> dict[str, bool]:
    """Each field that is to be erased, and whether it holds her."""
    return {
        f"{each.model._meta.label}.{each.field}": holds_her(each, person)
        for each in personal.declared().values()
        if each.is_erased
    }


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_everywhere_is_nowhere_once_erased() -> None:
    zelie = somebody_everywhere()
    missing = [place for place, holds in places(person=zelie.person).items() if not holds]
    assert missing == [], "put her there too, in its slice’s tests: world.py"
    rows = verify()

    erase_person(zelie.person, by=zelie.team)

    assert [place for place, holds in places(person=zelie.person).items() if holds] == []
    assert rows_saying(*WORDS) == []
    assert [name for storage, name in zelie.files if storage.exists(name)] == []
    assert verify() == rows


@pytest.mark.django_db(transaction=True)
def test_her_files_stay_as_long_as_the_erasure_may_be_taken_back() -> None:
    zelie = somebody_everywhere()
    assert zelie.files

    with transaction.atomic():
        erase_person(zelie.person, by=zelie.team)
        transaction.set_rollback(True)

    assert all(storage.exists(name) for storage, name in zelie.files)
    assert rows_saying(*WORDS)


def test_every_field_that_could_hold_somebody_says_what_becomes_of_it() -> None:
    assert personal.undeclared() == [], "say it in its slice’s contributions.py"


def test_what_is_kept_says_why() -> None:
    assert all(each.why or each.is_erased for each in personal.declared().values())


def test_a_field_that_no_slice_declares_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal, "_holdings", {})

    erased(User, "email", "first_name", "last_name")
    kept(User, "password", why="nobody has one")
    impersonal(Region, why="official territories")

    unsaid = personal.undeclared()
    assert "signatories.User.phone" in unsaid
    assert "signatories.Mandate.signer" in unsaid
    assert not {"signatories.User.email", "signatories.User.password", "signatories.Region.name"} & set(unsaid)
    assert "signatories.Mandate.decided_by" not in unsaid, "one of our own words is nobody"
