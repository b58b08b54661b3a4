"""Somebody who guesses codes, or changes the address between the proof and the signature."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.mailboxes import mailbox_of
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signing import keys
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import Confirmed, confirm, confirm_by_code, confirm_by_link
from signatories.signing.keys import Check, Purpose
from signatories.signing.models import SigningDraft
from signatories.signing.views.frame import CODES_PER_ADDRESS
from tests.factories import a_charter, a_commune, a_draft, a_user, person_answers
from tests.signing import Person

TRIES = 20


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_tries_at_once_are_five() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    with ThreadPoolExecutor(max_workers=TRIES) as pool:
        tries = list(pool.map(_try_in_thread, [(draft.pk, wrong)] * TRIES))

    assert tries.count(Check.WRONG) == keys.MAX_ATTEMPTS - 1
    assert tries.count(Check.EXHAUSTED) == TRIES - keys.MAX_ATTEMPTS + 1
    assert draft.secrets.get(purpose=Purpose.CONFIRM_CODE).attempts == keys.MAX_ATTEMPTS
    assert confirm_by_code(draft, typed=code) is Check.EXHAUSTED


def _try_in_thread(what: tuple[UUID, str]) -> Confirmed | Check:
    try:
        return confirm_by_code(SigningDraft.objects.get(pk=what[0]), typed=what[1])
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_code_of_another_draft_confirms_nothing() -> None:
    mine, _ = a_draft(email="moi@example.org")
    theirs, _ = a_draft(name="Les Voisins (exemple)", email="eux@example.org")
    code = keys.give_code(mine, Purpose.CONFIRM_CODE)

    assert confirm_by_code(theirs, typed=code) is Check.EXPIRED
    assert Signature.objects.count() == 0


@pytest.mark.django_db
def test_a_code_confirms_once() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)

    first, second = confirm_by_code(draft, typed=code), confirm_by_code(draft, typed=code)

    assert isinstance(first, Confirmed)
    assert isinstance(second, Confirmed)
    assert (first.is_new, second.is_new) == (True, False)


@pytest.mark.django_db
def test_a_code_mailed_to_one_address_does_not_prove_another() -> None:
    victim = a_user(email="victime@example.org")
    draft, _ = a_draft(email="attaque@example.org")
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    before = SigningDraft.objects.get(pk=draft.pk)  # as a request read it, before the address changed

    drafting.save_person(draft, answers=person_answers(email=victim.email), key=None)

    assert confirm_by_code(before, typed=code) is Check.EXPIRED
    assert not victim.memberships.exists()


@pytest.mark.django_db
def test_a_link_read_before_the_address_changed_does_not_prove_the_new_one() -> None:
    victim = a_user(email="victime@example.org")
    draft, _ = a_draft(email="attaque@example.org")
    link = keys.give_link(draft, Purpose.CONFIRM_LINK)
    assert link is not None
    assert keys.is_live(link)

    drafting.save_person(draft, answers=person_answers(email=victim.email), key=None)

    with pytest.raises(ActionRefused, match="Ce lien ne fonctionne plus"):
        confirm_by_link(link)
    assert Signature.objects.count() == 0
    assert not victim.memberships.exists()


@pytest.mark.django_db
def test_a_resume_code_read_before_the_address_changed_opens_nothing() -> None:
    draft, _ = a_draft(email="ancienne@example.org")
    code = keys.give_code(draft, Purpose.RESUME_CODE)

    drafting.save_person(draft, answers=person_answers(email="nouvelle@example.org"), key=None)

    assert drafting.open_again(draft, typed=code) is Check.EXPIRED


@pytest.mark.django_db
def test_a_resume_code_opens_nothing_once_confirmed() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.RESUME_CODE)
    confirm(draft)

    with pytest.raises(ActionRefused, match="déjà confirmée"):
        drafting.open_again(draft, typed=code)


@pytest.mark.django_db
def test_codes_of_one_address_cannot_be_guessed_all_day_whatever_the_draft() -> None:
    a_charter()
    a_commune()
    a_user(email="aminata@example.org")
    for _ in range(CODES_PER_ADDRESS.times):
        CODES_PER_ADDRESS.spend(mailbox_of("A.minata@example.org"))
    person = Person()
    person.walk_to_check()
    code = person.ask_code()

    answer = person.post("verifier", {"code": code})

    assert "Trop de codes ont été essayés" in answer.content.decode()
    assert Signature.objects.count() == 0
    assert not person.signed_in()
    assert User.objects.get(email="aminata@example.org").memberships.count() == 0
