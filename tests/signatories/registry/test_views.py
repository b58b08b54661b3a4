"""The piece of page that answers while one types."""

from pathlib import Path

import pytest
from django.test import Client

from qpv_charter.toolkit.limits import Limit
from signatories.registry import views
from signatories.registry.actions import import_files
from tests.factories import a_commune
from tests.signatories.registry.files import a_file

pytestmark = pytest.mark.django_db
ADDRESS = "/signer/associations/"


@pytest.fixture(autouse=True)
def registry(tmp_path: Path) -> None:
    a_commune(name="Saint-Denis", code="93066")
    a_commune(name="Marseille", code="13055")
    rows = [
        {"id": "W131000001", "titre": "LES JARDINS <DU> MAIL", "titre_court": "LJM", "adrs_codeinsee": "13055"},
        {"id": "W931000001", "titre": "LES JARDINS DU MAIL OUVERT", "adrs_libvoie": "de la Paix"},
    ]
    import_files([a_file(tmp_path, *rows)])


def test_it_offers_what_answers(client: Client) -> None:
    page = client.get(ADDRESS, {"nom": "jardins mail"}).content.decode()

    assert 'value="W131000001"' in page
    assert "Les Jardins &lt;du&gt; Mail" in page
    assert "(LJM)" in page
    assert "93200 Marseille · créée en 1987" in page
    assert page.index("W131000001") < page.index("W931000001")


def test_it_tells_no_street(client: Client) -> None:
    assert "Paix" not in client.get(ADDRESS, {"nom": "jardins"}).content.decode()


@pytest.mark.parametrize("commune", ["Saint-Denis", "saint denis", "Saint-Denis (93)"])
def test_the_commune_typed_beside_comes_first(client: Client, commune: str) -> None:
    page = client.get(ADDRESS, {"nom": "jardins", "commune": commune}).content.decode()

    assert page.index("W931000001") < page.index("W131000001")


@pytest.mark.parametrize("typed", ["", "ja", "xyz", "\x00", "a" * 10_000, "%", "'; --", "🌳🌳🌳", "\u202ejardinz"])
def test_nothing_found_is_an_empty_answer(client: Client, typed: str) -> None:
    response = client.get(ADDRESS, {"nom": typed, "commune": typed})

    assert response.status_code == 200
    assert response.content.strip() == b""


def test_it_is_public_never_stored_and_only_read(client: Client) -> None:
    response = client.get(ADDRESS, {"nom": "jardins"})

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert client.post(ADDRESS, {"nom": "jardins"}).status_code == 405


def test_who_asks_too_much_is_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LOOK_UPS_PER_NETWORK", Limit("few", times=2, seconds=600))

    statuses = [client.get(ADDRESS, {"nom": "jardins"}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
