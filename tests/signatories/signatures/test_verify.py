"""Verifying an attestation: in force, paused, withdrawn or unknown, and nothing private."""

import json
import logging
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.models import Message
from signatories.signatures import register
from signatories.signatures.actions import pause, withdraw
from signatories.signatures.attestation import attestation_pdf
from signatories.signatures.models import RegisterAnchor, RegisterEntry, RegisterHead, RegisterValue, Signature
from signatories.signatures.queries import read_code
from signatories.signatures.tasks import anchor_register
from signatories.signatures.verification import RegisterFault, verify
from tests.database import without_append_only_triggers
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member

pytestmark = pytest.mark.django_db


def test_a_published_signature_is_in_force(client: Client) -> None:
    signature = a_published_signature(name="La Ruche (exemple)", signer_name="Aminata Diallo")

    page = client.get(f"/verifier/{signature.code}/").content.decode()

    assert "en vigueur" in page
    assert "La Ruche (exemple)" in page
    assert "ligne 1" in page
    assert "Aminata" not in page
    assert "@example.org" not in page


def test_a_paused_and_a_withdrawn_signature_say_so_without_the_reason(client: Client) -> None:
    team = a_team_member()
    paused = pause(a_published_signature(), by=team, reason="Trois appels sans réponse.")
    withdrawn = withdraw(a_published_signature(), by=team, reason="Conflit interne.")

    paused_page = client.get(f"/verifier/{paused.code}/").content.decode()
    withdrawn_page = client.get(f"/verifier/{withdrawn.code}/").content.decode()

    assert "en pause" in paused_page
    assert "Trois appels" not in paused_page
    assert "retirée" in withdrawn_page
    assert "Conflit" not in withdrawn_page


def test_what_was_never_published_is_unknown(client: Client) -> None:
    waiting = a_confirmed_signature(name="La Discrète (exemple)")

    for code in (waiting.code, "ZZZZZZZZZZZZ", "trop-court", "é" * 300):
        answer = client.get(f"/verifier/{code}/")
        assert answer.status_code == 404
        assert "Nous ne connaissons pas ce code" in answer.content.decode()
        assert "La Discrète" not in answer.content.decode()


def test_a_code_is_read_as_people_copy_it() -> None:
    assert read_code("7k3m-9qxt 2b4d") == "7K3M9QXT2B4D"
    assert read_code("OIL000000000") == "011000000000"
    assert read_code(" https://charte.example.org/verifier/7K3M9QXT2B4D/ ") == "7K3M9QXT2B4D"
    assert read_code("charte.example.org/verifier/7k3m-9qxt-2b4d") == "7K3M9QXT2B4D"
    assert read_code("https://charte.example.org/verifier/") == ""
    assert read_code("7K3M9QXT2B4") == ""
    assert read_code("7K3M9QXT2B4U") == ""


def test_the_form_leads_to_the_page_or_says_what_is_wrong(client: Client) -> None:
    signature = a_published_signature()

    found = client.get("/verifier/", {"code": f" {signature.code.lower()[:4]}-{signature.code[4:]}"})
    wrong = client.get("/verifier/", {"code": "<b>abc</b>"}).content.decode()

    assert found["Location"] == f"/verifier/{signature.code}/"
    assert "n’est pas un code d’attestation" in wrong
    assert "&lt;b&gt;abc" in wrong


def test_anchors_are_public_and_mailed_to_the_committee(client: Client, settings: object) -> None:
    settings.COMMITTEE_EMAILS = ["comite@example.org"]  # type: ignore[attr-defined]  # pytest-django's wrapper
    a_published_signature()

    anchor_register.call()
    anchor_register.call()

    lines = client.get("/verifier/ancres.jsonl").content.decode().splitlines()
    anchor = json.loads(lines[0])
    mail = Message.objects.get(kind="register.anchored")
    assert len(lines) == 1
    assert anchor["number"] == 2
    assert anchor["digest"] in mail.text
    assert list(Message.objects.about(RegisterAnchor.objects.get())) == [mail]
    assert register.drop_anchor() is None


def in_no_row(signature: Signature) -> None:
    """As if it had been put into the database by hand."""
    RegisterValue.objects.all().delete()
    RegisterEntry.objects.all().delete()
    RegisterHead.objects.all().delete()


def in_no_first_row(signature: Signature) -> None:
    """As if the register had been written anew, its beginning left out."""
    in_no_row(signature)
    register.append(RegisterEntry.Kind.PUBLISHED, signature, personal={}, at=signature.status_at)


@pytest.mark.parametrize(
    ("left_out", "found"),
    [
        (in_no_row, "la signature {} n’est pas inscrite"),
        (in_no_first_row, "aucune ligne n’inscrit la signature {}"),
    ],
)
def test_a_signature_that_the_register_does_not_hold_is_not_said_to_be_true(
    client: Client, caplog: pytest.LogCaptureFixture, left_out: Callable[[Signature], None], found: str
) -> None:
    signature = a_published_signature(name="La Ruche (exemple)")
    with without_append_only_triggers():
        left_out(signature)

    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/verifier/{signature.code}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "ne figure pas au registre" in page
    assert "et l’association n’y est sans doute pour rien" in page
    assert "La Ruche (exemple)" in page
    assert "est vraie</h1>" not in page
    assert "en vigueur aujourd’hui" not in page
    assert f"{signature.pk} is in no row of the register: run manage.py verify_register" in caplog.text
    attestation = client.get(reverse("signatures:attestation", args=[signature.code]))
    assert (attestation.status_code, attestation["Location"]) == (302, f"/verifier/{signature.code}/")
    with pytest.raises(ActionRefused, match="ne figure pas au registre"):
        attestation_pdf(signature)
    with pytest.raises(RegisterFault, match=found.format(signature.pk)):
        verify()
    with pytest.raises(CommandError, match=found.format(signature.pk)):
        call_command("verify_register")
