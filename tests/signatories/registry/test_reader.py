"""Each trap of the RNA's files, one by one."""

import csv
from datetime import date
from pathlib import Path

import pytest

from signatories.registry.reader import Reader
from signatories.registry.records import Record, Refusal, Town
from signatories.registry.sources import RegistryFileError, recognise
from tests.signatories.registry.files import IMPORT_26, WALDEC_39, WALDEC_41, a_file, text_of

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "rna_samples"
TODAY = date(2026, 11, 22)
SAINT_DENIS = Town("93066", "Saint-Denis", "saint denis")


def find_town(code: str) -> Town | None:
    return SAINT_DENIS if code in {"93066", "93059"} else None


def items(path: Path) -> list[Record | Refusal | None]:
    return list(Reader(recognise(path), find_town=find_town, today=TODAY))


def only(path: Path) -> Record:
    (found,) = items(path)
    assert isinstance(found, Record)
    return found


def refusal(path: Path) -> Refusal:
    (found,) = items(path)
    assert isinstance(found, Refusal)
    return found


def test_a_usual_row(tmp_path: Path) -> None:
    assert only(a_file(tmp_path, {})) == Record(
        number="W931000001",
        siret="73282932000074",
        name="LES JARDINS DU MAIL",
        acronym="",
        search_text="les jardins du mail saint denis",
        commune_code="93066",
        commune_name="Saint-Denis",
        postal_code="93200",
        address="4 RUE des Lilas",
        created_on=date(1987, 5, 12),
        updated_on=date(2020, 3, 4),
    )


@pytest.mark.parametrize("columns", [WALDEC_39, WALDEC_41, list(reversed(WALDEC_39))])
def test_columns_are_found_by_name(tmp_path: Path, columns: list[str]) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([{}], columns=columns))

    assert only(path) == only(a_file(tmp_path, {}, name="usual.csv"))


def test_the_26_columns_of_the_import_files(tmp_path: Path) -> None:
    path = tmp_path / "import.csv"
    row = {
        "id": "751P00085568",
        "observation": " W751085568",
        "libcom": "SAINT DENIS",
        "adr1": "10        BD  Brune",
        "adr3": "BP 12",
    }
    path.write_text(text_of([row], columns=IMPORT_26))

    found = only(path)

    assert found.number == "W751085568"
    assert found.address == "10 BD Brune, BP 12"
    assert found.commune_name == "Saint-Denis"


def test_an_association_that_never_got_an_rna_number_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "import.csv"
    path.write_text(text_of([{"id": "751P00085568"}], columns=IMPORT_26))

    assert only(path).number == "751P00085568"


def test_a_header_may_be_quoted_marked_and_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    text = text_of([{}], quoting=csv.QUOTE_ALL)
    header, rest = text.split("\n", 1)
    path.write_text(f"{header.upper()}\n{rest}", encoding="utf-8-sig")

    assert only(path).name == "LES JARDINS DU MAIL"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([{"titre": "ICI, LÀ; AILLEURS"}], delimiter=delimiter))

    assert only(path).name == "ICI, LÀ; AILLEURS"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert only(a_file(tmp_path, {"titre": "MÉMOIRE À CŒUR".replace("Œ", "OE")}, encoding=encoding)).name == (
        "MÉMOIRE À COEUR"
    )


def test_the_encoding_is_that_of_the_whole_file_however_long(tmp_path: Path) -> None:
    rows = [{"id": f"W93{number:07}"} for number in range(20_000)]  # the accent comes after the first megabyte
    path = a_file(tmp_path, *rows, {"titre": "MÉMOIRE"}, encoding="cp1252")

    *_, last = items(path)

    assert path.stat().st_size > 2_000_000
    assert isinstance(last, Record)
    assert last.name == "MÉMOIRE"


def test_bytes_that_mean_nothing_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    path.write_bytes(text_of([{"titre": "L?ÉTOILE"}]).encode("cp1252").replace(b"?", b"\x81\x00"))

    assert only(path).name == "LÉTOILE"


def test_null_dates_and_impossible_ones_are_unknown(tmp_path: Path) -> None:
    for text in ("", "0001-01-01", "9999-12-31", "2014-02-30", "1014-06-17", "2026-11-23", "hier"):
        assert only(a_file(tmp_path, {"date_creat": text, "maj_time": text})).created_on is None


def test_only_active_associations_are_kept(tmp_path: Path) -> None:
    rows = [{"position": state} for state in ("A", "D", "S", "R", " a ")]

    assert [bool(item) for item in items(a_file(tmp_path, *rows))] == [True, False, False, False, True]


def test_an_unknown_state_is_refused(tmp_path: Path) -> None:
    assert refusal(a_file(tmp_path, {"position": "X"})).reason == (
        "état inconnu («\u202fX\u202f» au lieu de A, D, S ou R)."
    )


def test_quotes_are_doubled_and_lines_break_inside_fields(tmp_path: Path) -> None:
    rows = [{"titre": 'LE "LIEN"', "objet": "une ligne\nune autre ; et\r\nune troisième"}, {"id": "?"}]

    first, second = items(a_file(tmp_path, *rows))

    assert isinstance(first, Record)
    assert first.name == 'LE "LIEN"'
    assert second == Refusal("rna.csv", 5, "le numéro «\u202f?\u202f» n’est pas celui d’une association.")


def test_an_empty_distribution_is_an_underscore(tmp_path: Path) -> None:
    row = {"adrs_complement": "Maison  du peuple", "adrs_repetition": " ", "adrs_distrib": "BP 12"}

    assert only(a_file(tmp_path, row)).address == "4 RUE des Lilas, Maison du peuple, BP 12"
    assert only(a_file(tmp_path, row | {"adrs_distrib": "_"})).address == "4 RUE des Lilas, Maison du peuple"


@pytest.mark.parametrize("siret", ["00000000000000", "", "7328293200007", "732829320000740", "ABCDEFGHIJKLMN"])
def test_a_siret_that_is_none_is_empty(tmp_path: Path, siret: str) -> None:
    assert only(a_file(tmp_path, {"siret": siret})).siret == ""


def test_a_merged_commune_is_the_one_of_today(tmp_path: Path) -> None:
    found = only(a_file(tmp_path, {"adrs_codeinsee": "93059", "adrs_libcommune": "Pierrefitte-sur-Seine"}))

    assert (found.commune_code, found.commune_name) == ("93066", "Saint-Denis")


def test_an_unknown_commune_keeps_the_name_of_the_file(tmp_path: Path) -> None:
    found = only(a_file(tmp_path, {"adrs_codeinsee": "99999", "adrs_libcommune": " Nulle  Part "}))

    assert (found.commune_code, found.commune_name) == ("", "Nulle Part")
    assert found.search_text == "les jardins du mail nulle part"


@pytest.mark.parametrize(
    ("text", "expected"), [("1000", "01000"), (" 93200 ", "93200"), ("932", ""), ("2A004", "")]
)
def test_a_postal_code_gets_its_first_zero_back(tmp_path: Path, text: str, expected: str) -> None:
    assert only(a_file(tmp_path, {"adrs_codepostal": text})).postal_code == expected


def test_without_a_name_the_short_one_serves_and_without_either_the_row_is_refused(tmp_path: Path) -> None:
    assert only(a_file(tmp_path, {"titre": "", "titre_court": "LE MAIL"})).name == "LE MAIL"
    assert (
        refusal(a_file(tmp_path, {"titre": " ", "titre_court": ""})).reason == "cette association n’a pas de nom."
    )


@pytest.mark.parametrize(
    ("short", "acronym"),
    [("LJM", "LJM"), ("LES JARDINS DU MAIL", ""), ("LES JARDINS...", ""), ("Les jardins", ""), ("", "")],
)
def test_a_short_name_that_repeats_the_long_one_is_no_acronym(tmp_path: Path, short: str, acronym: str) -> None:
    found = only(a_file(tmp_path, {"titre_court": short}))

    assert found.acronym == acronym
    assert found.search_text == f"les jardins du mail {acronym.lower()} saint denis".replace("  ", " ")


@pytest.mark.parametrize("number", ["W9R1011072", " w931000001 "])
def test_rna_numbers_as_they_are_written(tmp_path: Path, number: str) -> None:
    assert only(a_file(tmp_path, {"id": number})).number == number.strip().upper()


def test_a_row_of_another_width_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([{}]) + "W931000002;trop;court\n\n" + text_of([{}]).split("\n", 1)[1])

    first, second, third = items(path)

    assert isinstance(first, Record)
    assert second == Refusal("rna.csv", 3, "3 colonnes au lieu de 39.")
    assert isinstance(third, Record)


def test_a_quote_left_open_costs_its_row_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    after = text_of([{"id": f"W93{number:07}"} for number in range(5_000)]).split("\n", 1)[1]
    path.write_text(text_of([{}]) + '"W931000002;jamais refermé\n' + after)

    found = items(path)

    assert found[1] == Refusal("rna.csv", 3, "un guillemet n’est pas refermé, ou un champ est démesuré.")
    assert sum(isinstance(item, Record) for item in found) == 5_001


@pytest.mark.parametrize("length", [300, 10_000])
def test_what_is_too_long_is_cut(tmp_path: Path, length: int) -> None:
    row = {"titre": "É" * length, "titre_court": "A" * length, "adrs_libvoie": "B" * length}

    found = only(a_file(tmp_path, row))

    assert (len(found.name), len(found.acronym), len(found.address)) == (250, 60, 200)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"nom;ville\nA;B\n", b"\x00\xff" * 900, b"PK\x03\x04" + b"\xd0" * 80]
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "autre.csv"
    path.write_bytes(content)

    with pytest.raises(RegistryFileError, match="ce n’est pas un fichier du répertoire national des associations"):
        recognise(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError, match="fichier illisible"):
        recognise(tmp_path / "absent.csv")


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/data/rna_samples is absent: real layouts left out")
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("rna_waldec_39cols_rows.csv", [None, "W012000002", "W012000005", None]),
        ("rna_waldec_41cols_fixture.csv", [None, "W012000002", "W012000005"]),
        ("rna_import_26cols_fixture.csv", [None, None, None]),
    ],
)
def test_real_layouts(name: str, numbers: list[str | None]) -> None:
    found = items(SAMPLES / name)

    assert [item.number if isinstance(item, Record) else item for item in found] == numbers
