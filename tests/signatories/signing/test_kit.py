"""The board's kit, read back: two pages, whatever the name."""

import io

import pytest
from pypdf import PdfReader

from signatories.charter import demo
from signatories.charter.actions import load
from signatories.charter.plain_words import PLAIN_WORDS
from signatories.signing.kit import kit_pdf
from tests.factories import a_charter
from tests.signatories.charter.test_reader import SMALL

pytestmark = pytest.mark.django_db
RESUME = "http://testserver/signer/reprendre/abcdef0123456789/"


def the_pages(name: str) -> list[str]:
    reader = PdfReader(io.BytesIO(kit_pdf(organisation_name=name, version=a_charter(), resume_url=RESUME)))
    assert "/StructTreeRoot" in reader.root_object
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_first_page_is_the_charter_in_short_and_the_second_a_decision_to_fill_in() -> None:
    brief, decision = the_pages("Les Voisins de l’Œuvre (exemple)")

    for sentences in PLAIN_WORDS.values():
        assert " ".join(sentences.split()) in brief
    assert "Ce que signer ne change pas" in brief
    assert "http://testserver/charte/essai/" in brief
    assert "Modèle de décision" in decision
    assert "Les Voisins de l’Œuvre (exemple)" in decision
    assert "de signer cette charte" in decision
    assert RESUME in decision.replace(" ", "")
    assert "démonstration" not in brief + decision


@pytest.mark.parametrize("name", ["x" * 200, "Association " * 16, "<b>&</b> 😀"])
def test_it_is_two_pages_whatever_the_name(name: str) -> None:
    demo.load()

    pages = the_pages(name)

    assert len(pages) == 2
    assert "Texte de démonstration" in pages[0]


def test_a_commitment_without_plain_words_keeps_its_own() -> None:
    load(SMALL.encode())

    assert "A b" in the_pages("Les Voisins (exemple)")[0]
