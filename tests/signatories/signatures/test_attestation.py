"""The attestation, read back: what it says, what it proves, what it never says."""

import io

import pytest
from pypdf import PdfReader

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter import demo
from signatories.signatures.actions import withdraw
from signatories.signatures.attestation import attestation_pdf
from signatories.signatures.models import RegisterEntry, Signature
from signatories.signatures.queries import first_entry
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member

pytestmark = pytest.mark.django_db


def the_page(signature: Signature) -> str:
    reader = PdfReader(io.BytesIO(attestation_pdf(signature)))
    assert len(reader.pages) == 1
    assert "/StructTreeRoot" in reader.root_object
    return " ".join(reader.pages[0].extract_text().split())


def test_it_says_who_signed_what_when_and_how_to_check() -> None:
    signature = a_published_signature(name="Les Voisins de l’Œuvre (exemple)", signer_name="Aminata Diallo")
    entry = first_entry(signature)
    assert entry
    page = the_page(signature)

    assert "Les Voisins de l’Œuvre (exemple)" in page
    assert "Saint-Denis (93)" in page
    assert signature.charter_version.title in page
    assert f"http://testserver/verifier/{signature.code}/" in page
    assert entry.digest in page
    assert signature.charter_version.sha256 in page
    assert f"Registre, ligne {entry.number}," in page
    assert "Diallo" not in page
    assert "démonstration" not in page


def test_it_cites_the_row_by_which_the_signature_entered_the_register() -> None:
    a_published_signature()
    signature = a_published_signature()

    entry = first_entry(signature)
    assert entry
    assert (entry.kind, entry.number) == (
        RegisterEntry.Kind.CONFIRMED,
        3,
    )  # after the two rows, confirmed and published, of the other one


def test_a_demonstration_text_is_said_to_be_one() -> None:
    demo.load()

    assert "texte de démonstration, pas la charte officielle" in the_page(a_published_signature())


@pytest.mark.parametrize("name", ["x" * 200, "<b>&amp;</b> 😀 \u05e9\u05dc\u05d5\u05dd =1+1", "Œuvre " * 33])
def test_any_name_stays_on_one_page_as_text(name: str) -> None:
    page = the_page(a_published_signature(name=name))

    assert name[:3] in page.replace(" ", "") or name[:3] in page


def test_there_is_none_before_publication_nor_after_withdrawal() -> None:
    with pytest.raises(ActionRefused, match="dès que la signature est publiée"):
        attestation_pdf(a_confirmed_signature())

    withdrawn = withdraw(a_published_signature(), by=a_team_member(), reason="À sa demande.")
    with pytest.raises(ActionRefused):
        attestation_pdf(withdrawn)
