"""The printed list."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from qpv_charter.toolkit import pdf
from signatories.directory.taking_away import printing, tasks
from signatories.directory.taking_away.document import PRINTED
from tests.factories import a_commune, a_published_signature, a_qpv, a_signatory, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.once]
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
    assert "1 signataire\u202f: une recherche. Liste du" in text
    assert "Éclaireuses" not in text


def test_searches_that_find_the_same_share_one_file_and_print_none_of_their_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_published_signature(name="Abeilles (exemple)")
    a_published_signature(name="Abeilles du canal (exemple)")
    first = client.get(PDF + "?q=abeilles")

    monkeypatch.setattr(pdf, "build", lambda _: pytest.fail("built twice"))

    for words in ("ABEILLES", "abeille", "exemple+abeilles"):
        again = client.get(PDF + f"?q={words}")
        assert again.content == first.content, words
        assert again["X-Total-Count"] == "2"


def test_what_else_is_asked_stands_on_the_list(client: Client) -> None:
    a_published_signature(name="Abeilles (exemple)")

    text = text_of(client.get(PDF + "?q=abeilles&departement=93").content)

    assert "1 signataire\u202f: une recherche, département" in text
    assert "une recherche" not in text_of(client.get(PDF + "?departement=93").content)
    assert "1 signataire. Liste du" in text_of(client.get(PDF).content)


def test_it_has_the_columns_and_the_licence_of_the_files(client: Client) -> None:
    a_signatory("Les Éclaireuses (exemple)", qpvs=[a_qpv()])

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


@pytest.mark.usefixtures("real_tasks")
def test_who_waits_sees_how_long_and_is_told_when_it_is_longer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    monkeypatch.setattr(printing, "ROWS_A_SECOND", 0.1)
    a_published_signature()
    client.get(PDF)

    seen = {}
    for passed in (0, 4, 21):
        DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=passed))
        seen[passed] = client.get(PDF).content.decode()

    assert '<progress id="avancement" value="4" max="10">' in seen[4]
    assert '<progress id="avancement" value="10" max="10">' in seen[21]
    assert ["plus long que d’habitude" in seen[passed] for passed in seen] == [False, False, True]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.usefixtures("real_tasks")
@pytest.mark.parametrize(
    ("state", "minutes", "asked"),
    [
        (TaskResultStatus.READY, 9, 1),
        (TaskResultStatus.RUNNING, 9, 1),
        (TaskResultStatus.FAILED, 9, 1),  # `tick` gives it another try
        (TaskResultStatus.SUCCESSFUL, 0, 2),  # its file was driven out
        (TaskResultStatus.RUNNING, 11, 2),
    ],
)
def test_a_list_is_asked_of_a_task_again_when_the_first_will_not_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch, state: str, minutes: int, asked: int
) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    a_published_signature()
    client.get(PDF)
    DBTaskResult.objects.update(status=state, enqueued_at=timezone.now() - timedelta(minutes=minutes))

    client.get(PDF)

    assert DBTaskResult.objects.count() == asked


@pytest.mark.usefixtures("real_tasks")
def test_few_lists_wait_for_a_task_and_the_others_for_a_place(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    monkeypatch.setattr(printing, "MOST_ASKED", 2)
    for name in ("Argiopes", "Bourdons", "Cigales"):
        a_published_signature(name=f"{name} (exemple)")
        assert client.get(PDF + f"?q={name}").status_code == 202
    assert DBTaskResult.objects.count() == 2

    DBTaskResult.objects.filter(args_kwargs__kwargs__query="?q=Argiopes").update(
        status=TaskResultStatus.SUCCESSFUL
    )
    client.get(PDF + "?q=Cigales")

    assert DBTaskResult.objects.count() == 3


@pytest.mark.usefixtures("real_tasks")
def test_one_list_at_a_time_is_built_in_a_request_and_the_others_in_a_task(client: Client) -> None:
    a_published_signature()

    with printing._one_at_once:
        meanwhile = client.get(PDF)

    assert meanwhile.status_code == 202
    assert DBTaskResult.objects.count() == 1
    assert client.get(PDF).status_code == 200


def test_looking_again_does_not_make_the_list_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    a_published_signature()
    client.get(PDF)

    with CaptureQueriesContext(connection) as captured:
        client.get(PDF)

    assert len(captured) == 2  # how many there are, since when a task is asked for them


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
