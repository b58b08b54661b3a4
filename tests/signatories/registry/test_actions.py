"""Importing: one registry of all the files, whole or not at all."""

import random
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.locks import only_one
from signatories.history.models import Event as HistoryEvent
from signatories.registry.actions import ImportReport, Progress, RegistryFileError, import_files
from signatories.registry.models import AssociationRecord, RecordA, RecordB, RegistryPointer
from signatories.registry.queries import find, look_up
from signatories.registry.records import Refusal
from signatories.registry.sources import recognise
from signatories.registry.towns import town_finder
from signatories.territories.models import Commune
from tests.factories import a_commune
from tests.signatories.registry.files import a_file, text_of

pytestmark = pytest.mark.django_db


def live() -> list[AssociationRecord]:
    """The rows that look-ups read, by number."""
    return list(RegistryPointer.objects.get().table._default_manager.order_by("number"))


def test_it_keeps_active_associations_and_counts_the_others(tmp_path: Path) -> None:
    refused: list[Refusal] = []
    rows = [{}, {"id": "W931000002", "position": "D"}, {"id": "W931000003", "titre": "", "titre_court": ""}]

    report = import_files([a_file(tmp_path, *rows)], on_refused=refused.append)

    assert report == ImportReport(files=["rna.csv"], read=3, kept=1, inactive=1, refused=1, duplicates=0)
    assert [record.number for record in live()] == ["W931000001"]
    assert refused == [Refusal("rna.csv", 4, "cette association n’a pas de nom.")]


def test_a_record_says_what_the_file_says(tmp_path: Path) -> None:
    import_files([a_file(tmp_path, {"siret": "", "date_creat": "0001-01-01"})])

    (record,) = live()

    assert (record.name, record.siret, record.created_on) == ("LES JARDINS DU MAIL", "", None)
    assert record.updated_on == date(2020, 3, 4)
    assert record.full_address == "4 rue des Lilas, 93200 Saint-Denis"
    assert record.rna == "W931000001"


@pytest.mark.parametrize(
    "name", ["\\\\", "A\\\\N", "C:\\\\temp \\\\. FIN", "« L'ÉTOILE » ; \"ÇA\", O'KEEFE", "100 % NATURE_"]
)
def test_a_name_comes_back_as_the_file_has_it(tmp_path: Path, name: str) -> None:
    import_files([a_file(tmp_path, {"titre": name, "titre_court": ""})])

    assert [record.name for record in live()] == [name]


def test_a_control_character_in_a_name_is_no_end_of_row(tmp_path: Path) -> None:
    import_files([a_file(tmp_path, {"titre": "\x1aLES\tAMIS\x1a"}, {"id": "W931000002"})])

    assert [record.name for record in live()] == ["LES AMIS", "LES JARDINS DU MAIL"]


def test_codes_of_merged_communes_arrondissements_and_lost_zeros_lead_to_the_commune_of_today(
    tmp_path: Path,
) -> None:
    today = a_commune(name="Saint-Denis", code="93066")
    Commune.objects.create(
        name="Pierrefitte", code="93059", kind=Commune.Kind.DELEGATED, department=today.department, parent=today
    )
    a_commune(name="Bourg-en-Bresse", code="01053")
    a_commune(name="Ajaccio", code="2A004")
    codes = {"W931000001": "93059", "W931000002": "1053", "W931000003": "20004", "W931000004": "12345"}

    import_files([a_file(tmp_path, *({"id": number, "adrs_codeinsee": code} for number, code in codes.items()))])

    assert [record.commune_code for record in live()] == ["93066", "01053", "2A004", ""]
    assert live()[0].search_text == "les jardins du mail saint denis"


def test_of_two_rows_with_one_number_the_latest_update_wins(tmp_path: Path) -> None:
    rows = [
        {"titre": "AVANT", "maj_time": "2019-01-01"},
        {"titre": "APRÈS", "maj_time": "2021-01-01 08:00:00"},
        {"titre": "SANS DATE", "maj_time": ""},
        {"id": "W931000002", "titre": "PREMIÈRE"},
        {"id": "W931000002", "titre": "SECONDE, LE MÊME JOUR"},
    ]

    report = import_files([a_file(tmp_path, *rows)])

    assert [record.name for record in live()] == ["APRÈS", "SECONDE, LE MÊME JOUR"]
    assert (report.kept, report.duplicates) == (2, 3)


def test_several_files_make_one_registry(tmp_path: Path) -> None:
    files = [
        a_file(tmp_path, {"titre": "ICI"}, name="93.csv"),
        a_file(tmp_path, {"id": "W131000001", "titre": "LÀ"}, name="13.csv", encoding="cp1252"),
    ]

    report = import_files(files)

    assert [record.name for record in live()] == ["LÀ", "ICI"]
    assert report.files == ["93.csv", "13.csv"]


def test_an_import_replaces_the_former_one(tmp_path: Path) -> None:
    import_files([a_file(tmp_path, {"titre": "ANCIENNE"}, {"id": "W931000002"})])
    import_files([a_file(tmp_path, {"titre": "NOUVELLE"})])

    assert [record.name for record in live()] == ["NOUVELLE"]
    assert RegistryPointer.objects.get().generation == 2
    assert HistoryEvent.objects.filter(kind="registry.imported").count() == 2


def test_the_same_files_again_make_the_same_registry(tmp_path: Path) -> None:
    path = a_file(tmp_path, {}, {"id": "W931000002", "titre": "LE MAIL"}, {"titre": "DEUX FOIS"})
    columns = [name for name in (field.name for field in RecordA._meta.fields) if name != "id"]

    first = import_files([path])
    rows = list(RegistryPointer.objects.get().table._default_manager.order_by("number").values(*columns))
    again = import_files([path, path])

    assert list(RegistryPointer.objects.get().table._default_manager.order_by("number").values(*columns)) == rows
    assert (again.kept, again.duplicates) == (first.kept, first.duplicates + 3)


def test_indexes_stand_again_after_an_import(tmp_path: Path) -> None:
    for table in (RecordA, RecordB):
        before = _indexes(table)
        import_files([a_file(tmp_path, {})])
        import_files([a_file(tmp_path, {})])

        assert _indexes(table) == before
        assert len(before) == (5 if connection.vendor == "postgresql" else 2)


def _indexes(table: type[AssociationRecord]) -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table._meta.db_table)
    return {name for name, details in found.items() if details["index"] or details["unique"]} - {"__primary__"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("nom;ville\nA;B\n", "ce n’est pas un fichier du répertoire national"),
        (text_of([]), "aucune association active"),
        (text_of([{"position": "D"}]), "aucune association active"),
        (text_of([{}, {"position": "?"}, {"position": "!"}]), "plus de la moitié de ses lignes sont illisibles"),
    ],
)
def test_a_file_that_cannot_be_trusted_changes_nothing(tmp_path: Path, content: str, reason: str) -> None:
    import_files([a_file(tmp_path, {"titre": "DÉJÀ LÀ"})])
    bad = tmp_path / "mauvais.csv"
    bad.write_text(content)

    with pytest.raises(RegistryFileError, match=reason):
        import_files([a_file(tmp_path, {"titre": "BONNE"}, name="bon.csv"), bad] if "nom;" in content else [bad])

    assert [record.name for record in live()] == ["DÉJÀ LÀ"]


def test_only_one_import_at_a_time(tmp_path: Path) -> None:
    answers: list[str] = []

    def try_it() -> None:
        try:
            import_files([a_file(tmp_path, {})])
        except ActionRefused as refused:
            answers.append(refused.reason)
        finally:
            connection.close()

    with only_one("registry"):
        thread = Thread(target=try_it)
        thread.start()
        thread.join()

    assert answers == ["Un autre import du répertoire est en cours\u202f: attendez qu’il se termine."]


def test_progress_is_told_in_rows_and_bytes(tmp_path: Path) -> None:
    told: list[Progress] = []
    path = a_file(tmp_path, *({"id": f"W93{number:07}"} for number in range(10_000)))

    import_files([path], on_progress=told.append)

    assert [(step.rows, step.indexing) for step in told] == [(5_000, False), (10_000, False), (10_000, True)]
    assert told[0].size == path.stat().st_size
    assert 0 < told[0].position < told[1].position <= told[1].size


def test_dirty_rows_among_five_thousand(tmp_path: Path) -> None:
    pick = random.Random(3)  # noqa: S311  # reproducible, not secret
    dirt: list[dict[str, str]] = [
        {"objet": "ligne 1\nligne 2 ; suite"},
        {"siret": "0" * 14},
        {"adrs_codeinsee": "93059"},
        {"adrs_codepostal": "1000"},
        {"date_creat": "2014-02-30"},
        {"titre": "", "titre_court": ""},
        {"id": "W930000000"},
    ]
    rows = [
        {"id": f"W93{number:07}"} | (pick.choice(dirt) if number and pick.random() < 0.1 else {})
        for number in range(5_000)
    ]
    nameless = sum(row.get("titre") == "" for row in rows)
    twice = sum(row["id"] == "W930000000" for row in rows) - 1

    report = import_files([a_file(tmp_path, *rows)])

    assert nameless > 20
    assert twice > 20
    assert (report.read, report.refused, report.duplicates) == (5_000, nameless, twice)
    assert report.kept == len(live()) == 5_000 - nameless - twice


USUAL_FILE = text_of([{}, {"id": "W931000002", "titre": 'LE "MAIL"', "objet": "a\nb"}]).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_and_never_breaks(tmp_path: Path, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(USUAL_FILE)))
    inserted = data.draw(st.binary(max_size=12) | st.sampled_from([b'"', b";", b"\n", b"\x00", b'";"', b"\xe9"]))
    removed = data.draw(st.integers(0, 60))
    damaged = tmp_path / "abîmé.csv"
    damaged.write_bytes(USUAL_FILE[:place] + inserted + USUAL_FILE[place + removed :])
    with transaction.atomic():
        import_files([a_file(tmp_path, {"titre": "DÉJÀ LÀ"})])
        before = RegistryPointer.objects.get()
        try:
            report = import_files([damaged])
        except RegistryFileError:
            after = RegistryPointer.objects.get()
            assert (after.live, after.generation) == (before.live, before.generation)
            assert [record.name for record in live()] == ["DÉJÀ LÀ"]
        else:
            assert report.read == report.kept + report.inactive + report.refused + report.duplicates
            assert len(live()) == report.kept > 0
        transaction.set_rollback(True)


def test_look_ups_go_on_in_the_former_registry_if_the_history_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_files([a_file(tmp_path, {"titre": "ANCIENNE"})])

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the history")

    monkeypatch.setattr("signatories.registry.actions.record_event", fail)
    with pytest.raises(RuntimeError, match="the history"):
        import_files([a_file(tmp_path, {"titre": "NOUVELLE"}, name="nouveau.csv")])

    assert [record.name for record in live()] == ["ANCIENNE"]
    assert RegistryPointer.objects.get().generation == 1


@pytest.mark.django_db(transaction=True)
def test_look_ups_read_the_former_registry_until_the_end(tmp_path: Path) -> None:
    import_files([a_file(tmp_path, {"titre": "ANCIENNE"})])
    rows = [{"id": f"W93{number:07}", "titre": f"NOUVELLE {number}"} for number in range(20_000)]
    new = a_file(tmp_path, *rows, name="nouveau.csv")
    seen: list[list[str]] = []
    asked, told = Event(), Event()

    def import_it() -> None:
        def pause(progress: Progress) -> None:
            told.set()
            asked.wait(timeout=20)
            asked.clear()

        with override_settings(VAR_DIR=tmp_path):
            import_files([new], on_progress=pause)
        connection.close()

    thread = Thread(target=import_it)
    thread.start()
    while thread.is_alive():
        if told.wait(timeout=0.2):
            told.clear()
            seen.append([record.name for record in look_up("velle") + look_up("ancienne")])
            asked.set()
    thread.join()

    assert seen == [["ANCIENNE"]] * 5  # four steps of 5,000 rows, then the indexes
    assert len(look_up("nouvelle")) == 5
    assert find("W930019999") is not None
    assert look_up("ancienne") == []


@pytest.mark.parametrize("ending", [b"\xc3", "é".encode("cp1252")])
def test_a_file_cut_in_a_letter_or_in_the_windows_encoding_is_not_read_as_utf8(
    tmp_path: Path, ending: bytes
) -> None:
    path = a_file(tmp_path, {"titre": "LES JARDINS"})
    path.write_bytes(path.read_bytes() + ending)

    assert recognise(path).encoding == "cp1252"


def test_a_commune_that_ended_is_no_town(tmp_path: Path) -> None:
    today = a_commune(name="Saint-Denis", code="93066")
    ended = a_commune(name="Pierrefitte-sur-Seine", code="93059")
    Commune.objects.filter(pk=ended.pk).update(parent=today)

    towns = [town_finder()(code) for code in ("93059", "93066", "99999")]

    assert [town.name if town else "" for town in towns] == ["Saint-Denis", "Saint-Denis", ""]
