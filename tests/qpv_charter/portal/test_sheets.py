"""« La page du quartier »: two sheets at most, of what anybody may read."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from signatories.territories.actions import link_predecessor
from tests.engagements.needs.scenes import a_contact, a_need
from tests.engagements.participation.scenes import a_gathering
from tests.factories import a_qpv, a_signatory
from tests.living import a_full_neighbourhood
from tests.signin import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SHEETS = "/quartiers/QN09331M/quartier.pdf"


def printed(client: Client) -> list[str]:
    """The text of each sheet."""
    answer = client.get(SHEETS)
    assert answer["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def test_a_neighbourhood_where_much_goes_on_holds_in_two_sheets(client: Client) -> None:
    a_full_neighbourhood()
    for number in range(30):
        a_signatory(f"Les amies et amis du quartier {number:02} (exemple)", qpvs=[a_qpv()])

    sheets = printed(client)

    text = " ".join(sheets)
    assert len(sheets) == 2
    assert "Appels à projets" in text
    assert "Les amies et amis du quartier 10 (exemple)" in text
    assert "Et 7 autres, sur la page en ligne." in text


def test_a_neighbourhood_where_nothing_goes_on_says_so_and_where_to_look(client: Client) -> None:
    a_qpv()

    (sheet,) = printed(client)

    assert "Franc-Moisin Quartier prioritaire QN09331M · Saint-Denis (93)" in sheet
    assert "Aucune association signataire n’a encore dit agir ici." in sheet
    assert "http://testserver/quartiers/QN09331M/" in sheet


def test_whoever_asks_is_given_what_anybody_may_read() -> None:
    contact = a_contact(name="Les Voisines (exemple)")
    a_need(by=contact, text="Entre signataires (exemple)", is_public=False)
    a_gathering(contact, is_public=False)
    contact.organisation.public_phone = "01 23 45 67 89"
    contact.organisation.save()
    browser = browser_of(contact.person)
    assert "Entre signataires (exemple)" in browser.get("/quartiers/QN09331M/").content.decode()

    (sheet,) = printed(browser)

    assert "Les Voisines (exemple) 01 23 45 67 89" in sheet
    assert "Entre signataires" not in sheet
    assert "Café des parents" not in sheet


def test_its_address_is_on_the_page_and_reads_codes_as_the_page_does(client: Client) -> None:
    link_predecessor(a_qpv(), predecessor=a_qpv(code="QP093028"), by=None)

    assert f'href="{SHEETS}"' in client.get("/quartiers/QN09331M/").content.decode()
    assert client.get(SHEETS.lower())["Location"] == SHEETS
    assert client.get("/quartiers/QP093028/quartier.pdf")["Location"] == SHEETS
    unknown = client.get("/quartiers/QN09399M/quartier.pdf")
    assert (unknown.status_code, "n’est pas enregistré ici" in unknown.content.decode()) == (404, True)
