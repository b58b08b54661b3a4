"""The board's kit, read back: two pages, whatever the name."""

import io
import re

import pytest
from pypdf import PdfReader

from signatories.charter import demo
from signatories.charter.actions import load
from signatories.charter.plain_words import PLAIN_WORDS
from signatories.charter.queries import page_url
from signatories.signing.kit import kit_pdf
from tests.factories import a_charter
from tests.signatories.charter.test_reader import SMALL

pytestmark = pytest.mark.django_db
RESUME = "http://testserver/signer/reprendre/7K3M-9QXT/"
SHORT = "testserver/signer/reprendre/7K3M-9QXT"


def the_pages(name: str, *, kind: str = "association") -> list[str]:
    content = kit_pdf(organisation_name=name, version=a_charter(), resume_url=RESUME, kind=kind)
    reader = PdfReader(io.BytesIO(content))
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
    assert SHORT in decision.replace(" ", "")
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


def test_each_page_has_its_square_one_to_the_whole_text_one_to_where_one_goes_on() -> None:
    content = kit_pdf(organisation_name="Les Voisins (exemple)", version=a_charter(), resume_url=RESUME)

    brief, decision = PdfReader(io.BytesIO(content)).pages
    links = [{str(note.get_object()["/A"]["/URI"]) for note in page["/Annots"]} for page in (brief, decision)]  # type: ignore[attr-defined]  # an array of a PDF

    assert links == [{page_url(a_charter())}, {RESUME}]


def test_a_collective_is_given_a_decision_in_its_own_words() -> None:
    brief, decision = the_pages("Les Mamans (exemple)", kind="collective")

    assert "Votre collectif garde son nom" in brief
    assert "Le collectif « Les Mamans (exemple) »" in decision
    assert "au nom du collectif" in decision
    assert not re.search("conseil d’administration|votre association|l’association|assemblée", brief + decision)
