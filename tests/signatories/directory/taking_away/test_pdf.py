"""The printed list."""

import io
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from qpv_charter.toolkit import pdf
from signatories.directory.taking_away import printing, tasks
from signatories.directory.taking_away.document import PRINTED
from tests.factories import a_commune, a_published_signature, a_qpv, an_organisation

pytestmark = pytest.mark.django_db
PDF = reverse("directory:pdf")


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_list_is_printed_by_department_with_totals(client: Client) -> None:
    a_published_signature(name="Les Éclaireuses (exemple)")
    far = an_organisation(name="Amis du Port (exemple)", commune=a_commune(name="Marseille", code="13055"))
    a_published_signature(organisation=far)

    response = client.get(PDF)
    text = text_of(response.content)

    assert response["Content-Type"] == "application/pdf"
    assert "2 signataires" in text
    assert "Département 13 (13)" in text
    assert text.index("Amis du Port") < text.index("Les Éclaireuses (exemple)")
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(response.content)).root_object
    assert "⟦" not in text


def test_it_answers_the_same_filters_as_the_page(client: Client) -> None:
    a_published_signature(name="Les Éclaireuses (exemple)")
    a_published_signature(name="Abeilles (exemple)")

    text = text_of(client.get(PDF + "?q=abeilles").content)

    assert "Abeilles (exemple)" in text
    assert "recherche «\u202fabeilles\u202f»" in text
    assert "Éclaireuses" not in text


def test_it_has_the_columns_and_the_licence_of_the_files(client: Client) -> None:
    signature = a_published_signature(name="Les Éclaireuses (exemple)")
    signature.organisation.qpvs.add(a_qpv())

    text = text_of(client.get(PDF).content)

    assert all(column.label in text for column in PRINTED)
    assert "Franc-Moisin" in text
    assert "Licence Ouverte 2.0 (Etalab)" in text


def test_a_long_list_is_built_in_a_task_while_one_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    a_published_signature(name="Longue attente (exemple)")

    waiting = client.get(PDF)
    still = client.get(PDF + "?attendre=non")
    tasks.print_list.func(query="")
    ready = client.get(PDF)

    assert waiting.status_code == 202
    assert "La liste se prépare" in waiting.content.decode()
    assert waiting["Refresh"] == f"4; url={PDF}"
    assert 'href="/signataires/signataires.pdf?attendre=non"' in waiting.content.decode()
    assert "Refresh" not in still
    assert "Longue attente (exemple)" in text_of(ready.content)


def test_who_waits_sees_how_long_and_is_told_when_it_is_longer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    monkeypatch.setattr(printing, "ROWS_A_SECOND", 0.1)
    a_published_signature()
    start = time.time()

    seen = {}
    for passed in (0, 4, 21):
        monkeypatch.setattr(time, "time", lambda passed=passed: start + passed)
        seen[passed] = client.get(PDF).content.decode()

    assert '<progress id="avancement" value="4" max="10">' in seen[4]
    assert '<progress id="avancement" value="10" max="10">' in seen[21]
    assert ["plus long que d’habitude" in seen[passed] for passed in seen] == [False, False, True]


def test_looking_again_does_not_make_the_list_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    a_published_signature()
    client.get(PDF)

    with CaptureQueriesContext(connection) as captured:
        client.get(PDF)

    assert len(captured) == 1  # how many there are


def test_a_very_long_list_is_one_file_a_region(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MOST_ROWS", 0)
    a_published_signature()

    regions = client.get(PDF).content.decode()
    departments = client.get(PDF + "?region=11").content.decode()

    assert 'href="/signataires/signataires.pdf?region=11"' in regions
    assert 'href="/signataires/signataires.pdf?region=11&amp;departement=93"' in departments
    assert client.get(PDF + "?departement=93")["Content-Type"] == "application/pdf"


def test_without_pango_a_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    a_published_signature(name="Sans Pango (exemple)")

    assert client.get(PDF).status_code == 503
