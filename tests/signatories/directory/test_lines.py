"""What files say of each signatory is written with its row, and is always what would be written now."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qpv_charter.toolkit import exports
from signatories.directory import lines, rows, tasks
from signatories.directory.actions import rebuild, write_old_lines
from signatories.directory.finding import queries
from signatories.directory.finding.filters import Filters
from signatories.directory.models import DirectoryEntry, DirectoryLine
from signatories.directory.queries import shown
from signatories.directory.rows import COLUMNS, complete
from signatories.organisations.models import Organisation
from signatories.signatures.actions import pause, withdraw
from tests.factories import a_network, a_qpv, a_signatory, a_team_member, a_theme

pytestmark = pytest.mark.django_db
FILES = ["csv", "json", "geojson"]
OLD = "d’avant"


def file(extension: str, query: str = "") -> bytes:
    answer: Any = Client().get(f"/signataires/signataires.{extension}{query}")
    return b"".join(answer.streaming_content)


def three_signatories() -> None:
    qpv = a_qpv()
    qpv.longitude, qpv.latitude = "2.37021", "48.93621"
    qpv.save()
    farther = a_qpv(name="Minguettes", code="QN06904M")  # of a lower department, after by name
    a_signatory("Abeilles ; « miel » (exemple)", qpvs=[farther, qpv], networks=[a_network()], themes=[a_theme()])
    a_signatory('=Bobines, "fil" (exemple)')
    a_signatory("Cigales (exemple)", themes=[a_theme("Sport")])


def made_now() -> list[tuple[str, str, str, str]]:
    entries = complete(shown(DirectoryEntry.objects.order_by("sort_key", "slug")))
    return [(line.csv, line.json, line.feature, line.layout) for line in map(lines.line_of, entries)]


def written() -> list[tuple[str, str, str, str]]:
    found = DirectoryLine.objects.order_by("entry__sort_key", "entry__slug")
    return [*found.values_list("csv", "json", "feature", "layout")]


def test_files_say_byte_for_byte_what_rows_say() -> None:
    three_signatories()
    found = [rows.row_of(entry) for entry in complete(shown(DirectoryEntry.objects.order_by("sort_key", "slug")))]

    assert list(queries.rows(Filters())) == found
    assert file("csv") == b"".join(exports.csv_blocks(COLUMNS, found))
    objects = [exports.as_object(COLUMNS, row) for row in found]
    for extension, key, items in (("json", "results", objects), ("geojson", "features", map(feature, found))):
        head, _, body = file(extension).partition(b'": [\n')
        assert head.endswith(key.encode())
        assert body == b"".join(exports.json_blocks({"a": 1}, key="a", items=items)).partition(b'": [\n')[2]


def feature(row: rows.Row) -> dict[str, Any]:
    """As GeoJSON has it, in the order in which it is written."""
    known = row.longitude is not None
    return {
        "type": "Feature",
        "id": str(row.id),
        "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]} if known else None,
        "properties": exports.as_object(COLUMNS, row),
    }


@pytest.mark.parametrize("extension", FILES)
@pytest.mark.parametrize("query", ["", "?q=exemple", "?theme=sante"])
def test_a_file_is_read_in_one_query(extension: str, query: str) -> None:
    three_signatories()

    with CaptureQueriesContext(connection) as captured:
        file(extension, query)

    assert sum("directoryline" in one["sql"].lower() for one in captured) == 1
    assert not any("organisation_themes" in one["sql"] for one in captured)


@pytest.mark.parametrize("extension", FILES)
def test_a_line_that_other_code_wrote_is_never_given(extension: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CHUNK", 2)
    three_signatories()
    right = file(extension)
    DirectoryLine.objects.filter(entry__name__startswith="=").update(
        layout=OLD, csv="non", json="non", feature="non"
    )

    assert file(extension) == right


def test_old_lines_are_written_again_each_day_and_only_they() -> None:
    three_signatories()
    kept = DirectoryLine.objects.get(entry__name__startswith="Abeilles")
    DirectoryLine.objects.exclude(pk=kept.pk).update(layout=OLD, csv="non", json="non", feature="non")
    DirectoryLine.objects.filter(pk=kept.pk).update(csv="telle quelle")

    tasks.write_old_lines.call()

    assert [each[1:] for each in written()] == [each[1:] for each in made_now()]
    assert written()[0][0] == "telle quelle"
    assert write_old_lines() == 0


def test_a_new_address_of_the_site_makes_every_line_old(settings: Any) -> None:
    three_signatories()
    address, before = "/signataires/signataires.csv", file("csv")
    etag = Client().get(address)["ETag"]
    settings.SITE_URL = "https://charte.example.org"

    assert file("csv") == before.replace(b"http://testserver/", b"https://charte.example.org/")
    assert Client().get(address, headers={"if-none-match": etag}).status_code == 200
    assert write_old_lines() == 3


@pytest.mark.parametrize("module", [exports, rows, lines])
def test_other_code_is_another_layout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: Any) -> None:
    before = lines._layout.__wrapped__("http://testserver")
    assert lines._layout.__wrapped__("http://testserver") == before
    changed = tmp_path / "changed.py"
    changed.write_text(Path(module.__file__).read_text() + "# changed\n")

    monkeypatch.setattr(module, "__file__", str(changed))

    assert lines._layout.__wrapped__("http://testserver") != before


@pytest.mark.parametrize("extension", FILES)
@pytest.mark.parametrize("end", [pause, withdraw])
def test_who_is_no_longer_shown_is_in_no_file_and_leaves_no_line(extension: str, end: Any) -> None:
    three_signatories()
    organisation = Organisation.objects.get(name__startswith="Abeilles")

    end(organisation.signatures.get(), by=a_team_member(), reason="Trois appels sans réponse.")

    assert "Abeilles" not in file(extension).decode()
    assert not DirectoryLine.objects.filter(csv__contains="Abeilles").exists()


def test_everybody_is_in_the_order_of_the_list() -> None:
    for name in ("Zèbres", "abeilles", "Éléphants", "Abeilles (bis)", "Île"):
        a_signatory(f"{name} (exemple)")
    for _ in range(2):
        everybody = [row["nom"] for row in json.loads(file("json"))["results"]]
        found = [row["nom"] for row in json.loads(file("json", "?q=exemple"))["results"]]

        assert everybody == found == [entry.name for entry in DirectoryEntry.objects.order_by("sort_key", "slug")]
        rebuild()


def test_a_row_that_leaves_while_a_file_is_read_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    three_signatories()
    DirectoryLine.objects.update(layout=OLD)
    monkeypatch.setattr(lines, "_made", lambda _: {})

    assert json.loads(file("json"))["results"] == []
