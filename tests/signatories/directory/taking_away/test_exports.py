"""The directory taken away: every format opened back, the same columns and filters everywhere."""

import csv
import io
import json
import tracemalloc
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from qpv_charter.toolkit import workbooks
from qpv_charter.toolkit.exports import csv_blocks, json_blocks
from qpv_charter.toolkit.turns import Turns
from signatories.directory.finding import queries
from signatories.directory.finding.filters import Filters
from signatories.directory.rows import COLUMNS, Row
from signatories.directory.taking_away import views as export_views
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.signals import organisation_changed
from signatories.signatures.models import Mandate, Signature
from signatories.territories.models import Commune
from tests.factories import a_commune, a_published_signature, a_qpv, an_organisation

pytestmark = pytest.mark.django_db
FORMATS = ["csv", "xlsx", "json", "geojson", "atom"]
ATOM = "{http://www.w3.org/2005/Atom}"
KEYS = [column.key for column in COLUMNS]


def body(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)  # the test client closes it at its end
    assert isinstance(response, HttpResponse)
    return response.content


def get(client: Client, extension: str, query: str = "") -> bytes:
    response = client.get(reverse(f"directory:{extension}") + query)
    assert response.status_code == 200
    return body(response)


def csv_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def xlsx_of(content: bytes) -> list[list[Any]]:
    return [list(line) for line in load_workbook(io.BytesIO(content))["Signataires"].iter_rows(values_only=True)]


def names_in(content: bytes, extension: str) -> list[str]:
    match extension:
        case "csv":
            return [line["nom"] for line in csv_of(content)]
        case "xlsx":
            return [line[KEYS.index("nom")] for line in xlsx_of(content)[1:]]
        case "json":
            return [line["nom"] for line in json.loads(content)["results"]]
        case "geojson":
            return [feature["properties"]["nom"] for feature in json.loads(content)["features"]]
        case _:
            return [str(title.text) for title in ET.fromstring(content).findall(f"{ATOM}entry/{ATOM}title")]  # noqa: S314  # ours


def a_full_signature(name: str = "L’Œuvre du « Mail » (exemple)") -> Signature:
    signature = a_published_signature(name=name)
    organisation = signature.organisation
    organisation.acronym, organisation.outside_qpv = "OM", True
    organisation.description = "Un café ;\nun jardin."
    organisation.website, organisation.public_email = "https://mail.example.org", "bonjour@example.org"
    organisation.public_phone, organisation.contact_email = "+33 1 23 45 67 89", "prive@example.org"
    organisation.address = "1, rue Cachée"
    organisation.save()
    qpv = a_qpv()
    qpv.longitude, qpv.latitude = "2.37021", "48.93621"
    qpv.save()
    organisation.qpvs.add(qpv)
    organisation.networks.add(Network.objects.get_or_create(slug="rac", defaults={"name": "Réseau d’à côté"})[0])
    organisation.themes.add(Theme.objects.get_or_create(slug="sante", defaults={"label": "Santé"})[0])
    organisation_changed.send(Organisation, organisation=organisation, by=None)
    return signature


def a_located_commune() -> Commune:
    commune = a_commune(name="Bobigny", code="93008")
    commune.longitude, commune.latitude = Decimal("2.4453"), Decimal("48.9101")
    commune.save()
    return commune


def test_a_spreadsheet_reads_everything_that_is_public(client: Client) -> None:
    signature = a_full_signature()

    content = get(client, "csv")

    assert content.startswith(b"\xef\xbb\xbfid;nom;")
    (line,) = csv_of(content)
    assert line == {
        "id": str(signature.organisation.pk),
        "nom": "L’Œuvre du « Mail » (exemple)",
        "sigle": "OM",
        "forme": "Association",
        "commune": "Saint-Denis",
        "code_commune": "93066",
        "departement": "Département 93",
        "code_departement": "93",
        "region": "Île-de-France",
        "code_region": "11",
        "quartiers": "Franc-Moisin",
        "codes_quartiers": "QN09331M",
        "hors_quartier": "oui",
        "reseaux": "Réseau d’à côté",
        "themes": "Santé",
        "presentation": "Un café ;\nun jardin.",
        "site": "https://mail.example.org",
        "email": "bonjour@example.org",
        "telephone": "+33 1 23 45 67 89",
        "signee_le": str(signature.signed_on),
        "publiee_le": str(timezone.localdate()),
        "texte_signe": "essai",
        "textes_signes": "essai",
        "page": f"http://testserver/signataires/{signature.organisation.slug}/",
        "verification": f"http://testserver/verifier/{signature.code}/",
        "longitude": "2,37021",
        "latitude": "48,93621",
        "point": "quartier",
    }


def test_columns_are_the_same_everywhere(client: Client) -> None:
    a_full_signature()

    workbook = xlsx_of(get(client, "xlsx"))
    (item,) = json.loads(get(client, "json"))["results"]
    (feature,) = json.loads(get(client, "geojson"))["features"]

    assert list(csv_of(get(client, "csv"))[0]) == KEYS
    assert workbook[0] == [column.label for column in COLUMNS]
    assert list(item) == list(feature["properties"]) == KEYS
    assert item == feature["properties"]
    assert [field["name"] for field in json.loads(client.get("/donnees/schema.json").content)["fields"]] == KEYS
    documented = client.get("/donnees/").content.decode()
    assert all(f"<code>{key}</code>" in documented for key in KEYS)


def test_a_workbook_is_laid_out_for_who_reads_it(client: Client) -> None:
    signature = a_full_signature()

    sheet = load_workbook(io.BytesIO(get(client, "xlsx")))["Signataires"]

    place: dict[str, Any] = {column.key: sheet.cell(2, at) for at, column in enumerate(COLUMNS, 1)}
    assert sheet.freeze_panes == "C2"  # the name is what stays in sight
    assert [sheet.cell(1, at).value for at in (1, 2)] == ["Identifiant", "Nom"]
    assert [sheet.column_dimensions[letter].hidden for letter in "AB"] == [True, False]
    assert all(place[key].is_date for key in ("signee_le", "publiee_le"))
    assert {type(place[key].value) for key in ("longitude", "latitude")} == {float}
    assert [place[key].value for key in ("code_commune", "code_departement", "telephone")] == [
        "93066",
        "93",
        "+33 1 23 45 67 89",
    ]
    links = {key: place[key].hyperlink.target for key in place if place[key].hyperlink}
    assert links == {
        "site": "https://mail.example.org",
        "email": "mailto:bonjour@example.org",
        "page": f"http://testserver/signataires/{signature.organisation.slug}/",
        "verification": f"http://testserver/verifier/{signature.code}/",
    }


def test_a_workbook_says_what_it_is_sorted_by_and_prints_its_heading_on_each_page(client: Client) -> None:
    a_full_signature()

    sheet: Any = load_workbook(io.BytesIO(get(client, "xlsx")))["Signataires"]
    searched = load_workbook(io.BytesIO(get(client, "xlsx", "?q=mail")))["Signataires"]

    state = sheet.auto_filter.sortState
    assert (state.ref, [by.ref for by in state.sortCondition]) == ("A2:AB2", ["B2:B2"])
    assert searched.auto_filter.sortState is None  # the best answers first
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$B:$B")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.right.text == "&P / &N"
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "BCDEXYZ")


def test_json_has_types_and_says_what_it_is(client: Client) -> None:
    a_full_signature()

    read = json.loads(get(client, "json"))

    assert (read["count"], read["page"], read["pages"], read["next"], read["previous"]) == (1, 1, 1, None, None)
    assert read["date"] == timezone.localdate().isoformat()
    assert read["licence"] == "etalab-2.0"
    assert read["results"][0]["reseaux"] == ["Réseau d’à côté"]
    assert read["results"][0]["hors_quartier"] is True
    assert read["results"][0]["longitude"] == 2.37021


def test_json_pages_lead_to_each_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_views, "PER_PAGE", 2)
    for number in range(5):
        a_published_signature(name=f"Amis {number} (exemple)")
    found, address = [], reverse("directory:json") + "?departement=93"

    while address:
        response = client.get(address.removeprefix("http://testserver"))
        page = json.loads(body(response))
        found += [line["nom"] for line in page["results"]]
        address = page["next"]
        assert ('rel="next"' in response["Link"]) is bool(address)

    assert found == [f"Amis {number} (exemple)" for number in range(5)]
    assert page["previous"] == "http://testserver/signataires/signataires.json?departement=93&page=2"


@pytest.mark.parametrize("page", ["0", "-1", "2", "10" * 9, "x", "9" * 5000, "%00"])
def test_a_page_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(reverse("directory:json") + f"?page={page}").status_code == 404


def test_geojson_has_a_point_or_none(client: Client) -> None:
    a_full_signature(name="A, au centre de son quartier (exemple)")
    elsewhere = an_organisation(name="B, au centre de sa commune (exemple)", commune=a_located_commune())
    elsewhere.qpvs.add(a_qpv(code="QN09332M"))  # its centre is not known
    a_published_signature(organisation=elsewhere)
    a_published_signature(name="C, sans lieu connu (exemple)")

    features = json.loads(get(client, "geojson"))["features"]

    assert [feature["geometry"] for feature in features] == [
        {"type": "Point", "coordinates": [2.37021, 48.93621]},
        {"type": "Point", "coordinates": [2.4453, 48.9101]},
        None,
    ]
    assert [feature["properties"]["point"] for feature in features] == ["quartier", "commune", ""]
    assert features[1]["properties"]["longitude"] == 2.4453


def test_the_feed_gives_the_newest_first(client: Client) -> None:
    a_published_signature(name="Abeilles & <b>ruches</b> (exemple)")
    newest = a_full_signature(name="Zèbres (exemple)")

    feed = ET.fromstring(get(client, "atom"))  # noqa: S314  # ours

    assert [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")] == [
        "Zèbres (exemple)",
        "Abeilles & <b>ruches</b> (exemple)",
    ]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{newest.pk}"
    assert "<p>Un café ;<br>un jardin.</p>" in str(entry.findtext(f"{ATOM}summary"))
    assert "Licence Ouverte 2.0" in str(feed.findtext(f"{ATOM}rights"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    "query",
    ["q=zebres", "region=11", "departement=93", "commune=93066", "qpv=QN09331M", "reseau=rac", "theme=sante"],
)
def test_every_file_answers_every_filter(client: Client, extension: str, query: str) -> None:
    a_full_signature(name="Zèbres (exemple)")
    far = a_commune(name="Marseille", code="13055")
    far.department.region = type(far.department.region).objects.create(code="93", name="Paca", zone="metro")
    far.department.save()
    a_published_signature(organisation=an_organisation(name="Loin (exemple)", commune=far))

    assert names_in(get(client, extension, f"?{query}"), extension) == ["Zèbres (exemple)"]
    assert len(names_in(get(client, extension), extension)) == 2


@pytest.mark.parametrize("extension", [*FORMATS, "pdf"])
def test_an_unknown_filter_never_gives_everybody(client: Client, extension: str) -> None:
    a_published_signature(name="Les Amis (exemple)")

    response = client.get(reverse(f"directory:{extension}") + "?departement=zz")

    assert response.status_code == 404
    assert "Nous ne connaissons pas le département" in response.content.decode()


@pytest.mark.parametrize("extension", FORMATS)
def test_nothing_private_leaves(client: Client, extension: str) -> None:
    signature = a_full_signature()
    Mandate.objects.update(publish_name=True)
    contact = signature.organisation.memberships.get().user

    content = get(client, extension)
    readable = str(xlsx_of(content)) if extension == "xlsx" else content.decode()

    for private in ("prive@example.org", "rue Cachée", "présidente", contact.last_name, str(contact.email)):
        assert private not in readable


@pytest.mark.parametrize("extension", FORMATS)
def test_three_take_as_many_queries_as_one(client: Client, extension: str) -> None:
    a_full_signature()
    with CaptureQueriesContext(connection) as one:
        get(client, extension)
    for _ in range(2):
        a_full_signature()
    with CaptureQueriesContext(connection) as three:
        get(client, extension)

    assert len(three) == len(one) <= 6


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_file_is_not_sent_twice(
    client: Client, extension: str, django_capture_on_commit_callbacks: object
) -> None:
    a_published_signature()
    address = reverse(f"directory:{extension}")
    first = client.get(address)
    etag = first["ETag"]
    body(first)

    with CaptureQueriesContext(connection) as captured:
        again = client.get(address, headers={"If-None-Match": etag})
    other = client.get(f"{address}?departement=93")
    body(other)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        a_published_signature(name="Toute neuve (exemple)")
    changed = client.get(address, headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert len(captured) == 0
    assert other["ETag"] != etag
    assert "Toute neuve (exemple)" in names_in(body(changed), extension)


@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_says_how_many_and_under_which_licence(client: Client, extension: str) -> None:
    a_published_signature()

    response = client.get(reverse(f"directory:{extension}"))
    body(response)

    assert response["X-Total-Count"] == "1"
    assert 'rel="license"' in response["Link"]
    assert '<http://testserver/donnees/schema.json>; rel="describedby"' in response["Link"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_file_names_are_french_and_say_the_place_and_the_day(client: Client) -> None:
    a_published_signature()
    today = timezone.localdate()

    named = client.get(reverse("directory:csv") + "?departement=93")["Content-Disposition"]

    assert f"Signataires%20de%20la%20charte%2C%20D%C3%A9partement%2093%2C%20{today}.csv" in named


def test_a_workbook_explains_itself(client: Client) -> None:
    a_published_signature()

    lines = list(load_workbook(io.BytesIO(get(client, "xlsx", "?departement=93")))["À lire"].values)

    assert ("Contenu", "département Département 93 (93)", None) in lines
    assert any(line[0] == "Licence" and line[1] == "Licence Ouverte 2.0 (Etalab)" for line in lines)
    assert [line[0] for line in lines[-len(COLUMNS) :]] == [column.label for column in COLUMNS]


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    "name", ['=cmd|"/C calc"!A0', "<script>alert(1)</script>", "é" * 200, "\u202eabc 🎈", ";\"';"]
)
def test_hostile_names_stay_names(client: Client, extension: str, name: str) -> None:
    a_published_signature(name=name)

    (read,) = names_in(get(client, extension), extension)

    assert read.removeprefix("'") == name


def test_a_workbook_too_long_is_offered_by_place(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_views, "MOST_SHEET_ROWS", 0)
    a_published_signature()
    nowhere = an_organisation(name="Ailleurs (exemple)")
    nowhere.commune, nowhere.commune_typed = None, "Trifouilly"
    nowhere.save()
    a_published_signature(organisation=nowhere)
    address = reverse("directory:xlsx")

    regions = body(client.get(address)).decode()
    departments = body(client.get(f"{address}?region=11")).decode()

    assert f'href="{address}?region=11"' in regions
    assert "1 autre a son siège" in regions
    assert f'href="{address}?region=11&amp;departement=93"' in departments
    assert xlsx_of(get(client, "xlsx", "?departement=93"))[1:]


def test_a_long_list_streams_in_constant_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rows through the writers take about the same memory at their worst."""
    a_full_signature()
    (row,) = queries.rows(Filters())

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in csv_blocks(COLUMNS, _copies(row, count)):
            pass
        for _ in json_blocks({}, key="results", items=({"nom": each.name} for each in _copies(row, count))):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(5000) < 1.5 * peak(500)


def _copies(row: Row, count: int) -> Any:
    return (Row(**vars(row)) for _ in range(count))


def test_rows_are_read_in_one_query() -> None:
    for _ in range(5):
        a_full_signature()

    with CaptureQueriesContext(connection) as captured:
        found = list(queries.rows(Filters()))

    assert {row.networks for row in found} == {("Réseau d’à côté",)}
    assert len(captured) == 1


def test_while_too_many_workbooks_are_made_a_page_says_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_published_signature()
    turns = Turns(waiting=0, patience=0)
    monkeypatch.setattr(workbooks, "_turns", turns)

    with turns.take():
        answer = client.get(reverse("directory:xlsx"))

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert "rechargez cette page" in answer.content.decode()
    assert len(xlsx_of(get(client, "xlsx"))) == 2
