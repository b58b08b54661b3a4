"""Keys to a draft: nothing of them is kept in clear, and a code cannot be guessed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatories.signing import keys
from signatories.signing.actions import drafting
from signatories.signing.keys import Check, Purpose
from tests.factories import a_draft

pytestmark = pytest.mark.django_db


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_link_is_kept_as_a_digest_and_found_by_its_key() -> None:
    draft, token = a_draft()

    secret = keys.find_link(token, Purpose.ACCESS)

    assert secret is not None
    assert secret.target == draft
    assert keys.is_live(secret)
    assert len(token) >= 43
    assert not draft.secrets.filter(digest__contains=token).exists()


def test_a_link_of_another_purpose_opens_nothing() -> None:
    _, token = a_draft()

    assert keys.find_link(token, Purpose.CONFIRM_LINK) is None


def test_the_right_code_is_right_until_used() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)

    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.RIGHT
    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.RIGHT
    keys.void(draft, Purpose.CONFIRM_CODE)
    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.EXPIRED


def test_five_wrong_tries_end_a_code_even_for_the_right_one() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)

    tries = [keys.try_code(draft, Purpose.CONFIRM_CODE, wrong(code)) for _ in range(5)]

    assert tries == [Check.WRONG] * 4 + [Check.EXHAUSTED]
    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.EXHAUSTED
    assert keys.waiting_code(draft, Purpose.CONFIRM_CODE) is None


def test_a_new_code_ends_the_former_one() -> None:
    draft, _ = a_draft()
    former = keys.give_code(draft, Purpose.CONFIRM_CODE)
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)

    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.RIGHT
    if former != code:
        assert keys.try_code(draft, Purpose.CONFIRM_CODE, former) is Check.WRONG


def test_a_code_lives_fifteen_minutes() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    secret = draft.secrets.get(purpose=Purpose.CONFIRM_CODE)
    assert secret.expires_at - secret.created_at == pytest.approx(timedelta(minutes=15), abs=timedelta(seconds=2))

    draft.secrets.filter(pk=secret.pk).update(expires_at=timezone.now())

    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.EXPIRED


def test_a_code_is_good_for_its_draft_and_purpose_only() -> None:
    draft, _ = a_draft()
    other, _ = a_draft(name="Les Voisins (exemple)")
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    keys.give_code(other, Purpose.CONFIRM_CODE)

    assert keys.try_code(draft, Purpose.RESUME_CODE, code) is Check.EXPIRED
    digests = set(draft.secrets.values_list("digest", flat=True))
    assert not digests & set(other.secrets.values_list("digest", flat=True))


def test_another_address_ends_codes_links_and_every_key_but_the_one_in_use() -> None:
    draft, token = a_draft(email="ancienne@example.org")
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    in_use, mailed = keys.find_link(token, Purpose.ACCESS), keys.give_link(draft, Purpose.ACCESS).clear
    confirm = keys.give_link(draft, Purpose.CONFIRM_LINK).clear

    drafting.save_person(draft, answers=draft_person("nouvelle@example.org"), key=in_use)

    assert keys.try_code(draft, Purpose.CONFIRM_CODE, code) is Check.EXPIRED
    assert keys.find_link(mailed, Purpose.ACCESS) is None
    link = keys.find_link(confirm, Purpose.CONFIRM_LINK)
    assert link is not None
    assert not keys.is_live(link)
    assert keys.find_link(token, Purpose.ACCESS) is not None


def draft_person(email: str) -> dict[str, str]:
    person = {"first_name": "Aminata", "last_name": "Diallo", "role": "présidente", "email": email}
    return person | {"decided_by": "board", "decided_on": "", "meeting_on": ""}
