"""`manage.py import_associations`: what it says to whoever runs it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from signatories.registry.models import RegistryPointer
from tests.signatories.registry.files import a_file

pytestmark = pytest.mark.django_db


def run(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("import_associations", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_tells_what_was_read_kept_and_refused(tmp_path: Path) -> None:
    rows = [{}, {}, {"id": "W931000002", "position": "D"}, {"id": "?"}, {"id": "W931000003"}]

    told = run(a_file(tmp_path, *rows))

    assert "rna.csv, ligne 5\u202f: le numéro «\u202f?\u202f» n’est pas celui d’une association." in told
    assert "5 lignes lues dans rna.csv\u202f:" in told
    assert "- 2 associations actives gardées" in told
    assert "- 1 laissées de côté (dissoutes, supprimées ou remplacées)" in told
    assert "- 1 en double" in told
    assert (
        "- 1 refusées\nCe qui est refusé est abîmé dans le fichier\u202f: ces associations ne seront pas" in told
    )
    assert told.endswith("Le répertoire est à jour.\n")


def test_nothing_is_said_of_damage_where_there_is_none(tmp_path: Path) -> None:
    assert "abîmé" not in run(a_file(tmp_path, {}))


def test_an_archive_is_said_to_be_one_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "rna_waldec.zip"
    path.write_bytes(b"PK\x05\x06" + bytes(18))

    with pytest.raises(CommandError) as refused:
        run(path)

    assert str(refused.value) == (
        f"{path}\u202f: ce n’est pas un fichier du répertoire national des associations\u202f: c’est une archive "
        "zip. Décompressez-la, puis donnez les fichiers .csv qu’elle contient.\n"
        "Rien n’a changé dans le répertoire."
    )


def test_it_shows_the_first_fifty_refusals_and_writes_them_all(tmp_path: Path) -> None:
    rows = [{"id": f"W93{number:07}"} for number in range(100)] + [{"id": "?"}] * 60
    report = tmp_path / "refus.txt"

    told = run(a_file(tmp_path, *rows))
    told_with_report = run(a_file(tmp_path, *rows), "--report", report)

    assert told.count("n’est pas celui d’une association") == 50
    assert "Les 50 premières sont ci-dessus\u202f; --report FICHIER les écrit toutes." in told
    assert f"Lignes refusées\u202f: {report}" in told_with_report
    lines = report.read_text().splitlines()
    assert len(lines) == 60
    assert lines[-1] == "rna.csv, ligne 161\u202f: le numéro «\u202f?\u202f» n’est pas celui d’une association."


def test_it_shows_how_far_it_is(tmp_path: Path) -> None:
    told = run(a_file(tmp_path, *({"id": f"W93{number:07}"} for number in range(10_000))))

    assert "100\u202f% · 10\u202f000 lignes · encore 0 s" in told
    assert "10\u202f000 lignes lues. Index en préparation…" in told


def test_a_malformed_file_changes_nothing_and_says_why(tmp_path: Path) -> None:
    bad = tmp_path / "liste.csv"
    bad.write_text("nom;ville\nA;B\n")

    with pytest.raises(CommandError) as refused:
        run(a_file(tmp_path, {}), bad)

    assert f"{bad}\u202f: ce n’est pas un fichier du répertoire national des associations" in str(refused.value)
    assert "Rien n’a changé dans le répertoire." in str(refused.value)
    assert not RegistryPointer.objects.exists()


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="impossible d’y écrire"):
        run(a_file(tmp_path, {}), "--report", tmp_path / "absent" / "refus.txt")

    assert not RegistryPointer.objects.exists()
