"""What is printed of a neighbourhood's needs, read back."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from engagements.needs.actions import close, second, tell
from engagements.sayings import printing
from signatories.organisations.models import Theme
from tests.engagements.needs.scenes import a_contact, a_need, hidden, in_days
from tests.engagements.sayings.scenes import an_opened_one, somewhere_read
from tests.factories import a_qpv

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def pages(name: str) -> list[str]:
    answer: Any = Client().get(f"/besoins/quartier/QN09331M/{name}.pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def test_the_poster_says_what_became_of_five_needs_on_one_page_and_where_to_say_another() -> None:
    contact = a_contact()
    done, no, told, *_ = [a_need(by=contact, text=f"Besoin {number} de tous (exemple)") for number in range(6)]
    a_need(by=contact, text="Entre nous (exemple)", is_public=False)
    close(done, by=contact, text="Trois lampes changées.", done=True)
    close(no, by=contact, text="Pas de pièce.", done=False)
    tell(told, by=contact, to="la mairie", on=in_days(0))
    somewhere_read()

    (page,) = pages("vous-l-avez-dit")

    assert page.index("Trois lampes changées.") < page.index("Pas de pièce.") < page.index("la mairie")
    assert page.count("de tous") == printing.LINES
    assert "Entre nous" not in page
    assert "/besoins/dire/?qpv=QN09331M" in page.replace(" ", "")


def test_without_anybody_who_reads_the_poster_leads_to_the_neighbourhoods_page() -> None:
    a_qpv()

    (page,) = pages("vous-l-avez-dit")

    assert "/quartiers/QN09331M/" in page.replace(" ", "")
    assert "Rien n’est encore noté" in page


def test_by_theme_it_holds_in_two_pages_and_says_what_waits_alone() -> None:
    contact, theme = a_contact(), Theme.objects.create(slug="cadre", label="Cadre de vie")
    for number in range(printing.MOST_BY_THEME + 2):
        a_need(by=contact, text=f"Besoin {number} " + "qui dure " * 30, theme=theme if number % 2 else None)
    close(a_need(by=contact, text="Déjà fait (exemple)"), by=contact, text="Fait.", done=True)
    an_opened_one(text="Pas encore partagé (exemple)")
    second(a_need(by=contact, text="Vu aussi (exemple)", how_many=4), by=a_contact())

    found = pages("par-theme")
    text = " ".join(found)

    assert len(found) == 2
    assert text.index("Cadre de vie") < text.index("Autres besoins")
    assert "Vu aussi (exemple) (4 personnes, 1 association)" in text
    assert "Déjà fait" not in text
    assert "Pas encore partagé" not in text


@pytest.mark.parametrize("name", printing.SHEETS)
def test_what_anybody_may_read_is_printed_and_nothing_else(name: str) -> None:
    contact = a_contact()
    a_need(by=contact, text="Pour tous (exemple)")
    a_need(by=contact, text="Entre nous (exemple)", is_public=False)
    hidden(a_need(by=contact, text="Hors de vue (exemple)"))

    page = " ".join(pages(name))

    assert "Pour tous" in page
    assert "Entre nous" not in page
    assert "Hors de vue" not in page


def test_no_other_sheet_is_there() -> None:
    a_qpv()

    assert Client().get("/besoins/quartier/QN09331M/autre.pdf").status_code == 404
    assert Client().get("/besoins/quartier/QN00000M/par-theme.pdf").status_code == 404
