"""Back from the board, one code is enough: the one that opened the draft proves its address for an hour."""

import time
from typing import Any

import pytest
from django.urls import reverse

from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing.actions import drafting
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_waiting_draft, person_answers
from tests.signing import Person, last_mail

pytestmark = pytest.mark.django_db
EMAIL = "aminata@example.org"


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


def back_from_the_board() -> Person:
    draft, _ = a_waiting_draft(email=EMAIL)
    person, here = Person(), reverse("signing:resume_draft", args=[draft.pk])
    person.client.post(here)
    code = next(line for line in last_mail("signing.resume_code").text.splitlines() if line.isdigit())
    person.client.post(here, {"code": code})
    person.draft_id = str(draft.pk)
    person.post("decision", {"decided_by": "board", "decided_on": ""})
    person.pass_charter()
    return person


def page(person: Person) -> str:
    answer: Any = person.get("verifier")
    return str(answer.content.decode())


def test_no_second_code_is_asked_for() -> None:
    person = back_from_the_board()

    assert "il n’en faut pas d’autre" in page(person)
    assert person.post("verifier")["Location"] == person.url("merci")

    assert Signature.objects.get().mandates.get().decided_by == "board"
    assert not Message.objects.filter(kind="signing.confirm").exists()
    assert person.signed_in()


def test_another_browser_with_the_link_is_asked_for_a_code() -> None:
    back_from_the_board()
    draft = SigningDraft.objects.get()
    drafting.mail_link(draft)
    other = Person()
    other.draft_id = str(draft.pk)
    other.client.get(last_mail("signing.begun").text.split("http://testserver")[1].split()[0], follow=True)

    assert "Recevoir mon code" in page(other)
    other.post("verifier")
    assert not Signature.objects.exists()


def test_another_address_is_proved_again() -> None:
    person = back_from_the_board()
    drafting.save_person(SigningDraft.objects.get(), answers=person_answers(email="b@example.org"), key=None)
    token = last_mail("signing.begun").text.split("http://testserver")[1].split()[0]
    person.client.get(token, follow=True)

    assert "Recevoir mon code" in page(person)
    person.post("verifier")
    assert not Signature.objects.exists()


def test_an_hour_later_too(monkeypatch: pytest.MonkeyPatch) -> None:
    person = back_from_the_board()
    later = time.time() + 3700
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert "Recevoir mon code" in page(person)
