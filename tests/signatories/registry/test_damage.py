"""Files damaged on their way: what is lost stays on its row, what touches the whole file stops the import."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from signatories.registry.actions import import_files
from signatories.registry.damage import repaired, spelled_out
from signatories.registry.models import RegistryPointer
from signatories.registry.reader import Reader
from signatories.registry.records import Record, Refusal
from signatories.registry.sources import RegistryFileError, recognise
from tests.signatories.registry.files import IMPORT_26, WALDEC_39, a_file, text_of
from tests.signatories.registry.test_reader import TODAY, find_town, items, only, refusal


def numbered(count: int, *, start: int = 1, **fields: str) -> list[dict[str, str]]:
    return [{"id": f"W93{number:07}"} | fields for number in range(start, start + count)]


def names(path: Path) -> list[str]:
    return [item.name for item in items(path) if isinstance(item, Record)]


# Letters.


@pytest.mark.parametrize("cut", [b"\xc3", b"\x89", b"\xff", b"\xe2\x80"])
def test_a_letter_cut_in_a_file_of_utf8_costs_its_row_alone(tmp_path: Path, cut: bytes) -> None:
    path = a_file(tmp_path, {"titre": "MÉMOIRE"}, {"titre": "L?COLE"}, {"titre": "ÉTOILE À CŒUR"})
    path.write_bytes(path.read_bytes().replace(b"?", cut))

    first, second, third = items(path)

    assert isinstance(first, Record)
    assert first.name == "MÉMOIRE"
    assert second == Refusal(
        "rna.csv", 3, "une lettre y est coupée ou abîmée\u202f: ce qu’elle était ne peut pas se deviner."
    )
    assert isinstance(third, Record)
    assert third.name == "ÉTOILE À CŒUR"


def test_a_letter_cut_where_nothing_is_read_costs_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path, {"titre": "MÉMOIRE", "objet": "l'?cole"})
    path.write_bytes(path.read_bytes().replace(b"?", b"\xc3"))

    assert names(path) == ["MÉMOIRE"]


def test_a_letter_that_was_given_up_before_us_is_damage_too(tmp_path: Path) -> None:
    assert "coupée ou abîmée" in refusal(a_file(tmp_path, {"titre": "L’\ufffdCOLE"})).reason


def test_a_windows_file_is_one_although_two_of_its_letters_read_as_utf8(tmp_path: Path) -> None:
    rows = [{"titre": "« FRATERNITÉ»"}, {"titre": "ÉTOILE"}, {"titre": "À CÔTÉ\u00a0!"}]

    assert names(a_file(tmp_path, *rows, encoding="cp1252")) == ["« FRATERNITÉ»", "ÉTOILE", "À CÔTÉ !"]


@pytest.mark.parametrize("utf8_rows", [15, 60])
@pytest.mark.django_db
def test_two_encodings_end_to_end_stop_the_import(tmp_path: Path, utf8_rows: int) -> None:
    import_files([a_file(tmp_path, {"titre": "DÉJÀ LÀ"})])
    both = a_file(tmp_path, *numbered(utf8_rows, titre="ÉTOILE"), name="deux.csv")
    windows = text_of(numbered(20, start=500, titre="MÉMOIRE")).split("\n", 1)[1]
    both.write_bytes(both.read_bytes() + windows.encode("cp1252"))

    with pytest.raises(RegistryFileError, match="il mélange deux encodages"):
        import_files([both])

    assert [found.name for found in RegistryPointer.objects.get().table._default_manager.all()] == ["DÉJÀ LÀ"]


def test_controls_are_the_windows_letters_that_they_were(tmp_path: Path) -> None:
    row = {
        "titre": "LE C\x9cUR \x96 L\x92\u00c9TOILE\x85",
        "adrs_libvoie": "du Sacr\u00e9-C\x9cur",
        "titre_court": "",
    }

    found = only(a_file(tmp_path, row))

    assert (found.name, found.address) == ("LE CŒUR – L’ÉTOILE…".replace("Œ", "œ"), "4 RUE du Sacré-Cœur")
    assert found.search_text.startswith("le coeur l etoile")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("L&#039;ÉTOILE", "L'ÉTOILE"),
        ("L&#39;&Eacute;TOILE", "L'ÉTOILE"),
        ("&EACUTE;COLE", "ÉCOLE"),
        ("C&oelig;ur", "Cœur"),
        ("ART &amp; SC&Egrave;NE", "ART & SCÈNE"),
        ("ART &amp;amp; CO", "ART & CO"),
        ("LE &quot;LIEN&quot;", 'LE "LIEN"'),
        ("LIRE&nbsp;ICI", "LIRE\u00a0ICI"),
        ("L&#x2019;&#201;COLE", "L’ÉCOLE"),
        # These are what they say.
        ("R&D", "R&D"),
        ("CULTURE&REGARDS", "CULTURE&REGARDS"),
        ("A & B ; C", "A & B ; C"),
        ("&INCONNU;", "&INCONNU;"),
    ],
)
def test_entities_are_text(typed: str, meant: str) -> None:
    assert spelled_out(typed) == meant
    assert list(repaired([typed, ""])) == [meant, ""]


@pytest.mark.parametrize("titre", ["L&#039;&Eacute;TOILE", "ART &amp; VIE", "&Eacute;COLE"])
def test_an_entity_that_nobody_quoted_ends_no_field(tmp_path: Path, titre: str) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([{"titre": "ICI", "titre_court": ""}]).replace("ICI", titre))

    assert only(path).name == spelled_out(titre)


def test_a_separator_too_many_is_still_refused(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([{"titre": "ICI", "titre_court": ""}]).replace("ICI", "ICI & LÀ;"))

    assert refusal(path).reason == "40 colonnes au lieu de 39."


# Rows.


@pytest.mark.parametrize("row", [1, 150, 299])
@pytest.mark.parametrize("columns", [WALDEC_39, IMPORT_26, list(reversed(WALDEC_39))])
@pytest.mark.parametrize("quoted", ["titre", "maj_time"])
def test_a_quote_left_open_costs_its_row_alone(tmp_path: Path, row: int, columns: list[str], quoted: str) -> None:
    rows = numbered(300, objet="dire, lire")
    rows[row - 1] |= {quoted: "?2020-01-01"}
    path = tmp_path / "rna.csv"
    path.write_text(text_of(rows, columns=columns).replace("?", '"'))

    found = items(path)

    assert [item.line for item in found if isinstance(item, Refusal)] == [row + 1]
    assert sum(isinstance(item, Record) for item in found) == 299


def test_a_quote_left_open_before_texts_of_several_lines(tmp_path: Path) -> None:
    rows = numbered(60, objet='un mot "cité"\net une ligne\r\net une autre ; encore')
    rows[9] |= {"titre": "?JAMAIS REFERMÉ"}
    path = tmp_path / "rna.csv"
    path.write_text(text_of(rows).replace("?", '"'), newline="")

    found = items(path)

    # What is left of it on its last lines is no row either.
    assert [item.line for item in found if isinstance(item, Refusal)] == [29, 30, 31]
    assert sum(isinstance(item, Record) for item in found) == 59


def test_a_quote_left_open_in_the_last_row(tmp_path: Path) -> None:
    path = tmp_path / "rna.csv"
    path.write_text(text_of([*numbered(3), {"id": "W931000009", "titre": "?LE MAIL"}]).replace("?", '"'))

    assert [type(item) for item in items(path)] == [Record, Record, Record, Refusal]


@pytest.mark.parametrize("number", ["W000000000", "000P00000000"])
def test_zeros_are_no_number(tmp_path: Path, number: str) -> None:
    found = refusal(a_file(tmp_path, {"id": number}))

    assert found.reason == f"le numéro «\u202f{number}\u202f» n’est pas celui d’une association."


def test_zeros_where_the_number_should_be_leave_the_one_of_the_observation(tmp_path: Path) -> None:
    assert only(a_file(tmp_path, {"id": "W000000000", "observation": "W931000007"})).number == "W931000007"


@pytest.mark.parametrize(
    ("date_disso", "offered"),
    [
        ("2015-01-20", False),
        ("20/01/2015", False),
        ("0001-01-01", True),
        ("", True),
        ("2014-02-30", True),
        ("2027-01-01", True),  # not yet
    ],
)
def test_an_active_association_that_was_dissolved_is_not_offered(
    tmp_path: Path, date_disso: str, *, offered: bool
) -> None:
    (found,) = items(a_file(tmp_path, {"date_disso": date_disso}))

    assert isinstance(found, Record) == offered
    assert offered or found is None


# Whole files.


def test_a_file_that_stops_within_a_row_is_not_whole(tmp_path: Path) -> None:
    path = a_file(tmp_path, *numbered(20))
    path.write_bytes(path.read_bytes()[:-60])

    with pytest.raises(RegistryFileError, match="s’arrête au milieu de sa dernière ligne"):
        items(path)


def test_a_file_whose_last_line_has_no_end_is_whole(tmp_path: Path) -> None:
    path = a_file(tmp_path, *numbered(2))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))

    assert len(names(path)) == 2


@pytest.mark.django_db
def test_one_file_without_rows_among_others_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError, match="il n’a que ses titres de colonnes"):
        import_files([a_file(tmp_path, {}), a_file(tmp_path, name="vide.csv")])

    assert not RegistryPointer.objects.exists()


def a_zip(path: Path, *inside: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in inside:
            archive.writestr(name, "x")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda path: a_zip(path, "rna_waldec_01.csv", "rna_waldec_02.csv"),
            r"c’est une archive zip \(elle contient rna_waldec_01.csv, …\). Décompressez-la",
        ),
        (a_zip, "c’est une archive zip. Décompressez-la"),
        (lambda path: a_zip(path, "[Content_Types].xml", "xl/workbook.xml"), "c’est un classeur"),
        (lambda path: a_zip(path, "mimetype", "content.xml"), "c’est un classeur"),
        (lambda path: path.write_bytes(b"PK\x03\x04cut"), "c’est une archive zip. Décompressez-la"),
        (lambda path: path.write_bytes(gzip.compress(b"id;titre")), "c’est une archive compressée"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "c’est un classeur"),
        (lambda path: path.write_bytes(b"%PDF-1.7\n"), "c’est un document PDF"),
        (lambda path: path.write_text("\n<!DOCTYPE html><html>"), "c’est une page web"),
        (lambda path: path.write_text("<HTML><title>503</title>"), "c’est une page web"),
        (lambda path: path.write_text("\ufeff<html>", encoding="utf-8"), "c’est une page web"),
        (lambda path: path.write_text(text_of([{}]), encoding="utf-16"), "il est écrit en UTF-16"),
        (lambda path: path.write_bytes(text_of([{}]).encode("utf-16-le")), "il est écrit en UTF-16"),
        (lambda path: path.write_bytes(b""), "il est vide"),
        (lambda path: path.write_bytes(b" \n\n"), "il est vide"),
        (lambda path: path.write_text("nom;ville\nA;B\n"), "sa première ligne doit nommer ses colonnes"),
    ],
)
def test_another_file_is_named_for_what_it_is(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    path = tmp_path / "rna.csv"
    make(path)

    with pytest.raises(RegistryFileError, match=said) as refused:
        recognise(path)

    assert refused.value.reason.startswith(
        "ce n’est pas un fichier du répertoire national des associations\u202f: "
    )


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError, match="c’est un dossier\u202f: donnez les fichiers qu’il contient"):
        recognise(tmp_path)


def test_a_file_that_goes_while_it_is_read_is_said_in_french(tmp_path: Path) -> None:
    path = a_file(tmp_path, {})
    reader = Reader(recognise(path), find_town=find_town, today=TODAY)
    path.unlink()

    with pytest.raises(FileNotFoundError):
        list(reader)
