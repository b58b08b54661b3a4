"""The directory follows an import of territories by itself: search, pages and files."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit import pages
from signatories.directory import actions
from signatories.directory.models import PAGES, DirectoryEntry
from signatories.territories.models import Commune
from tests.factories import a_commune, a_qpv, a_signatory

pytestmark = pytest.mark.django_db
GEOJSON = "/signataires/signataires.geojson"


@pytest.fixture
def imported(tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> "Importer":
    return Importer(tmp_path / "officiel.csv", django_capture_on_commit_callbacks)


class Importer:
    """Imports the text of a file, and commits."""

    def __init__(self, path: Path, committing: DjangoCaptureOnCommitCallbacks) -> None:
        self.path, self.committing = path, committing

    def __call__(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        with self.committing(execute=True):
            call_command("import_territories", str(self.path), stdout=StringIO())


def found(typed: str) -> list[str]:
    return [entry.name for entry in DirectoryEntry.objects.search(typed)]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("code,nom,type,departement\n93066,Ville-Essai,,93\n", "saint denis", "ville essai"),
        ("code,nom,departement,codes_postaux\n93066,Saint-Denis,93,93999\n", "", "93999"),
        ("code,nom,region\n93,Essai-et-Marne,11\n", "departement", "essai et marne"),
        ("code,nom,zone\n11,Grand Essai,metro\n", "ile de france", "grand essai"),
        ("code_qp,lib_qp,insee_com\nQN09331M,Cité de l’Essai,93066\n", "franc moisin", "cite essai"),
    ],
)
def test_what_an_import_renames_is_found_by_its_new_name(
    imported: Importer, text: str, before: str, after: str
) -> None:
    a_signatory("Les Amis (exemple)", qpvs=[a_qpv()])
    assert found(before) == ["Les Amis (exemple)"]
    assert found(after) == []

    imported(text)

    assert found(after) == ["Les Amis (exemple)"]
    assert found(before) == ([] if before else ["Les Amis (exemple)"])


def test_an_imported_centre_is_in_the_file_that_was_kept_before(client: Client, imported: Importer) -> None:
    a_signatory("Les Amis (exemple)")
    first = client.get(GEOJSON)
    (feature,) = json.loads(first.getvalue())["features"]
    assert (feature["geometry"], feature["properties"]["point"]) == (None, "")

    imported("code,nom,type,departement,lon,lat\n93066,Saint-Denis,,93,2.3591,48.9356\n")
    again = client.get(GEOJSON, headers={"If-None-Match": first["ETag"]})

    assert again["ETag"] != first["ETag"]
    (feature,) = json.loads(again.getvalue())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.3591, 48.9356]}
    assert feature["properties"]["point"] == "commune"


def test_a_kept_page_shows_the_new_name(client: Client, imported: Importer) -> None:
    a_signatory("Les Amis (exemple)", commune=a_commune(name="Ancien-Nom", code="93072"))
    assert "Ancien-Nom" in client.get("/signataires/").content.decode()

    imported("code,nom,type,departement\n93072,Nouveau-Nom,,93\n")

    shown = client.get("/signataires/").content.decode()
    assert "Nouveau-Nom" in shown
    assert "Ancien-Nom" not in shown


def test_an_import_that_changes_nothing_leaves_kept_pages_and_rows(imported: Importer) -> None:
    a_signatory("Les Amis (exemple)")
    kept, row = pages.version(PAGES), DirectoryEntry.objects.get().pk

    imported("code,nom,zone\n11,Île-de-France,metro\n")

    assert (pages.version(PAGES), DirectoryEntry.objects.get().pk) == (kept, row)


def test_official_facts_stay_when_the_directory_fails(imported: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    a_signatory("Les Amis (exemple)")
    with monkeypatch.context() as broken:
        broken.setattr("signatories.directory.receivers.rebuild", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            imported("code,nom,type,departement\n93066,Ville-Essai,,93\n")

    assert Commune.objects.get(code="93066").name == "Ville-Essai"
    assert found("saint denis") == ["Les Amis (exemple)"]
    call_command("rebuild_directory", stdout=StringIO())
    assert found("ville essai") == ["Les Amis (exemple)"]


def test_on_a_site_without_signatories_it_costs_next_to_nothing(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(6):
        assert actions.rebuild() == 0
