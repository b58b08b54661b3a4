"""Loading a charter: exact bytes, one road, nothing half-loaded, and a text that never changes."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter import demo
from signatories.charter.actions import load, put_in_force
from signatories.charter.models import Article, CharterVersion, Commitment
from signatories.charter.queries import bytes_of, families_of
from signatories.charter.reader import CharterError
from signatories.history.models import Event
from tests.factories import a_charter, a_team_member
from tests.signatories.charter.test_reader import COMMITMENTS, DEMONSTRATION, OFFICIAL, SMALL

pytestmark = pytest.mark.django_db
OTHER = SMALL.replace("version: petite", "version: suivante").encode()


def statuses() -> dict[str, str]:
    return dict(CharterVersion.objects.values_list("version", "status"))


def test_the_first_charter_goes_in_force_with_its_articles_and_commitments() -> None:
    version, is_new = load(DEMONSTRATION)

    assert is_new
    assert version.is_in_force
    assert version.is_demonstration
    assert list(version.commitments.values_list("slug", flat=True)) == COMMITMENTS
    assert list(version.articles.values_list("is_annex", flat=True)) == [False] * 4 + [True]
    assert [len(family.commitments) for family in families_of(version)] == [4, 3]
    assert Event.objects.about(version).count() == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_bytes_come_back_exactly_and_the_digest_is_theirs(newline: str, mark: bytes) -> None:
    data = mark + SMALL.replace("\n", newline).encode() + b"  \n\n"
    version, _ = load(data)
    version.refresh_from_db()

    assert bytes_of(version) == data
    assert version.sha256 == hashlib.sha256(data).hexdigest()


def test_the_same_bytes_again_change_nothing() -> None:
    load(SMALL.encode())
    version, is_new = load(SMALL.encode())

    assert not is_new
    assert version.is_in_force
    assert CharterVersion.objects.count() == 1
    assert Event.objects.about(version).count() == 2


def test_another_text_under_a_known_version_is_refused() -> None:
    load(SMALL.encode())

    with pytest.raises(ActionRefused, match="déjà chargée avec un autre texte"):
        load(SMALL.encode() + b"\n")

    assert CharterVersion.objects.count() == 1


def test_a_malformed_file_loads_nothing() -> None:
    with pytest.raises(CharterError):
        load(DEMONSTRATION.replace(b".meeting", b".annex"))

    assert not CharterVersion.objects.exists()
    assert not Article.objects.exists()


def test_an_official_text_replaces_the_demonstration_at_once() -> None:
    load(DEMONSTRATION)
    load(SMALL.encode())

    assert statuses() == {"demonstration": "superseded", "petite": "in_force"}


def test_a_second_official_text_waits_until_it_is_put_in_force_by_somebody() -> None:
    load(SMALL.encode())
    member = a_team_member()
    version, _ = load(OTHER, by=member)
    assert statuses() == {"petite": "in_force", "suivante": "draft"}

    put_in_force(version, by=member)

    assert statuses() == {"petite": "superseded", "suivante": "in_force"}
    assert Event.objects.about(version).first().actor == member  # type: ignore[union-attr]  # it exists: just recorded


def test_a_version_goes_in_force_once_and_a_demonstration_never_after_an_official_text() -> None:
    first, _ = load(SMALL.encode())
    load(OTHER, in_force=True)

    with pytest.raises(ActionRefused, match="déjà remplacée"):
        put_in_force(first, by=None)
    with pytest.raises(ActionRefused, match="démonstration ne remplace pas"):
        load(DEMONSTRATION, in_force=True)

    assert statuses() == {"petite": "superseded", "suivante": "in_force"}


def test_the_database_refuses_to_change_a_loaded_text() -> None:
    version, _ = load(SMALL.encode())

    for rows, change in (
        (CharterVersion.objects.filter(pk=version.pk), {"source": "Autre chose"}),
        (CharterVersion.objects.filter(pk=version.pk), {"title": "Autre titre"}),
        (Commitment.objects.filter(version=version), {"text": "Autre promesse"}),
        (Article.objects.filter(version=version), {"heading": "Autre titre"}),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(**change)


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    file = tmp_path / "charte.md"
    file.write_bytes(SMALL.encode())
    said = StringIO()

    call_command("load_charter", file, stdout=said)
    call_command("load_charter", file, stdout=said)
    file.write_bytes(OTHER)
    call_command("load_charter", file, stdout=said)
    call_command("load_charter", file, "--in-force", stdout=said)

    assert "«\u202fpetite\u202f» chargée\u202f: en vigueur" in said.getvalue()
    assert "«\u202fpetite\u202f» déjà chargée" in said.getvalue()
    assert "--in-force" in said.getvalue()
    assert statuses() == {"petite": "superseded", "suivante": "in_force"}


def test_the_command_gives_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "charte.md"
    file.write_text(SMALL.replace("{#a ", "{a "), encoding="utf-8")

    with pytest.raises(CommandError, match=r"charte\.md, ligne 10.*de la forme.*Rien n’a été chargé"):
        call_command("load_charter", file)
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("load_charter", tmp_path / "absent.md")


def test_the_demonstration_never_comes_after_a_charter() -> None:
    demo.load()
    demo.load()
    assert statuses() == {"demonstration": "in_force"}

    load(SMALL.encode())
    demo.load()
    assert statuses() == {"demonstration": "superseded", "petite": "in_force"}


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official text is not beside this clone (../shared/charter)")
def test_the_official_text_loads_over_the_demonstration() -> None:
    demo.load()
    version, _ = load(OFFICIAL.read_bytes())

    assert version.is_in_force
    assert not version.is_demonstration
    assert bytes_of(version) == OFFICIAL.read_bytes()
    assert version.commitments.get(slug="veille").text.endswith("les acteurs publics")


def test_a_text_is_called_by_its_title_in_a_sentence() -> None:
    version = a_charter()
    assert version.called.startswith("la Charte de coopération")

    version.title = "Engagements communs"
    assert version.called == "le texte «\u202fEngagements communs\u202f»"
