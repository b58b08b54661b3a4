"""Forgetting: wherever a slice may hold somebody, nothing of her is left, in the database nor among the files."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import transaction

from qpv_charter.toolkit import personal
from qpv_charter.toolkit.personal import erased, impersonal, kept
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.signatures.verification import verify
from signatories.territories.models import Region
from tests.signatories.erasure.test_erasure import rows_saying
from tests.somebody import WORDS, holds_her, somebody_everywhere
from tests.weavers import WORDS as WEAVERS
from tests.weavers import holds_them, weavers_everywhere


def places(*, person: User) -> dict[str, bool]:
    """Each field that is to be erased, and whether it holds her."""
    return {
        f"{each.model._meta.label}.{each.field}": holds_her(each, person)
        for each in personal.declared().values()
        if each.of_person
    }


def places_of_associations() -> dict[str, bool]:
    """Each field that is to be erased with an association, and whether it holds those of here."""
    return {
        f"{each.model._meta.label}.{each.field}": holds_them(each)
        for each in personal.declared().values()
        if each.of_association
    }


def files_saying(*words: str) -> list[str]:
    """Every file that we keep, whatever row names it, that holds one of the words in clear."""
    folders = [Path(storage.path("")) for storage in (storages["default"], storages["private"])]
    return [
        path.name
        for folder in folders
        for path in folder.rglob("*.*")
        if path.is_file() and any(word in path.read_bytes().decode(errors="replace").casefold() for word in words)
    ]


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
    assert files_saying(*WORDS) == []
    assert verify() == rows


@pytest.mark.django_db(transaction=True)
def test_an_association_that_is_everywhere_is_nowhere_once_erased() -> None:
    weavers = weavers_everywhere()
    missing = [place for place, holds in places_of_associations().items() if not holds]
    assert missing == [], "put it there too, in its slice’s tests: world.py"
    for signature in (weavers.signature, weavers.twin):
        withdraw(signature, by=weavers.team, reason="Dissolution des Tisserandes.")
    rows = verify()

    for signature in (weavers.signature, weavers.twin):
        erase_organisation(signature.organisation, by=weavers.team)

    assert [place for place, holds in places_of_associations().items() if holds] == []
    assert rows_saying(*WEAVERS) == []
    assert weavers.files
    assert [name for storage, name in weavers.files if storage.exists(name)] == []
    assert files_saying(*WEAVERS) == []
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
    assert all(each.why or each.of_person or each.of_association for each in personal.declared().values())


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
