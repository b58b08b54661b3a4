"""Columns declared once; files opened back."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qpv_charter.toolkit import exports
from qpv_charter.toolkit.exports import Type, column, columns_of
from qpv_charter.toolkit.workbooks import write_xlsx


@dataclass(frozen=True, kw_only=True)
class Sample:
    name: str = column("nom", "Nom", Type.TEXT, "Un nom.", example="Amis", always=True)
    tags: tuple[str, ...] = column("mots", "Mots", Type.LIST, "Des mots.", example=("a", "b"))
    open: bool = column("ouvert", "Ouvert", Type.YES_NO, "Ouvert ?", example=True)
    on: date | None = column("le", "Le", Type.DATE, "Un jour.", example=date(2026, 3, 12))
    east: float | None = column("est", "Est", Type.NUMBER, "Un nombre.", example=2.5)
    id: UUID = column("id", "Id", Type.UUID, "Un identifiant.", example=UUID(int=7))


COLUMNS = columns_of(Sample)
FULL = Sample(
    name="L’Œuvre du « Mail » ; été",
    tags=("Santé", "Sport"),
    open=True,
    on=date(2026, 3, 12),
    east=-2.5,
    id=UUID(int=7),
)
BARE = Sample(name="Rien", tags=(), open=False, on=None, east=None, id=UUID(int=8))


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_csv(*rows: Sample) -> bytes:
    return b"".join(exports.csv_blocks(COLUMNS, rows))


def as_xlsx(*rows: Sample) -> Any:
    file = io.BytesIO()
    write_xlsx(file, COLUMNS, rows, sheet="Essai", about=[("Date", "12 mars 2026")])
    return load_workbook(file)


def test_a_csv_opens_back_as_it_was() -> None:
    content = as_csv(FULL, BARE)

    assert content.startswith(b"\xef\xbb\xbfnom;mots;ouvert;le;est;id\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    assert read_csv(content)[1:] == [
        ["L’Œuvre du « Mail » ; été", "Santé | Sport", "oui", "2026-03-12", "-2,5", str(UUID(int=7))],
        ["Rien", "", "non", "", "", str(UUID(int=8))],
    ]


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://mal.example","ici")',
        "+SUM(A1:A9)",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "+33 1 23+A1",
        "-A1",
        "--1",
    ],
)
def test_formulas_become_text(text: str) -> None:
    assert exports.neutral(text) == f"'{text}"
    sheet = as_xlsx(Sample(name=text, tags=(), open=True, on=None, east=None, id=UUID(int=7)))["Essai"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.strip() == text.strip()


@pytest.mark.parametrize("text", ["", "Amis", "+33 1 23 45 67 89", "+33123456789", "01 23", "-4,5", "Œuvre = vie"])
def test_what_computes_nothing_is_left_as_it_is(text: str) -> None:
    assert exports.neutral(text) == text


@given(st.text())
@example("\t")
@example("\t" * 8 + "=1+1")
def test_no_text_starts_as_a_formula_nor_breaks_the_file(text: str) -> None:
    row = Sample(name=text, tags=(text,), open=True, on=None, east=None, id=UUID(int=7))
    try:
        content = as_csv(row)
    except UnicodeEncodeError:  # half a character: the forms refuse it, the database too
        return

    heading, read = read_csv(content)

    assert len(heading) == len(read) == len(COLUMNS)
    assert read[0].removeprefix("'") == text.removeprefix("'")
    assert not read[0].startswith(("=", "@", "\t", "\r"))


def test_a_workbook_has_typed_cells_and_a_frozen_heading() -> None:
    book = as_xlsx(FULL, BARE)
    sheet = book["Essai"]

    assert [cell.value for cell in sheet[1]] == ["Nom", "Mots", "Ouvert", "Le", "Est", "Id"]
    assert [cell.value for cell in sheet[2]][:2] == ["L’Œuvre du « Mail » ; été", "Santé | Sport"]
    assert sheet["C2"].value is True
    assert sheet["D2"].is_date
    assert sheet["D2"].value.date() == date(2026, 3, 12)
    assert sheet["E2"].value == -2.5
    assert [cell.value for cell in sheet[3]] == ["Rien", None, False, None, None, str(UUID(int=8))]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert [cell.value for cell in book["À lire"][1]] == ["Date", "12 mars 2026"]


def test_a_workbook_takes_any_text() -> None:
    hostile = "a\x00\x0b" + "é" * 40_000
    sheet = as_xlsx(Sample(name=hostile, tags=(), open=True, on=None, east=None, id=UUID(int=7)))["Essai"]

    assert sheet["A2"].value == ("a" + "é" * 40_000)[:32_767]


@pytest.mark.parametrize("count", [0, 1, exports.BLOCK, exports.BLOCK + 1])
def test_json_is_whole_whatever_the_number_of_blocks(count: int) -> None:
    items = [exports.as_object(COLUMNS, FULL)] * count

    content = b"".join(exports.json_blocks({"titre": "Été"}, key="lignes", items=items))

    read = json.loads(content)
    assert read["titre"] == "Été"
    assert len(read["lignes"]) == count
    if count:
        assert read["lignes"][-1] == {
            "nom": "L’Œuvre du « Mail » ; été",
            "mots": ["Santé", "Sport"],
            "ouvert": True,
            "le": "2026-03-12",
            "est": -2.5,
            "id": str(UUID(int=7)),
        }


def test_the_schema_says_what_the_csv_holds() -> None:
    schema = exports.table_schema(COLUMNS, about={"title": "Essai"})

    assert [each["name"] for each in schema["fields"]] == read_csv(as_csv())[0]
    assert schema["fields"][0]["constraints"] == {"required": True}
    assert schema["fields"][4]["decimalChar"] == ","
    assert schema["fields"][2]["example"] in schema["fields"][2]["trueValues"]
