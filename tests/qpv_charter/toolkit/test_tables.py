"""Workbooks that are not whole are refused in words, never by a stack of calls."""

import io
import random
import struct
import zipfile
from contextlib import nullcontext, suppress

import pytest
from openpyxl import Workbook

from qpv_charter.toolkit.tables import MOST_ROWS, Unreadable, read_sheets, refuse_unreadable

pytestmark = pytest.mark.once

SHEET = "xl/worksheets/sheet1.xml"


def a_workbook() -> bytes:
    book, content = Workbook(), io.BytesIO()
    for number in range(200):
        book.active.append([f"Association {number}", number, "Saint-Denis"])  # type: ignore[union-attr]  # a new book has a sheet
    book.save(content)
    return content.getvalue()


def with_header_of_sheet(content: bytes, at: int, value: int) -> bytes:
    """The same, with two bytes of the sheet's headers changed, in both places where a zip says them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(SHEET).header_offset
    changed = bytearray(content)
    changed[start + at : start + at + 2] = struct.pack("<H", value)
    central = content.rindex(b"PK\1\2", 0, content.rindex(SHEET.encode()))
    changed[central + at + 2 : central + at + 4] = struct.pack("<H", value)
    return bytes(changed)


def with_a_damaged_middle(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(SHEET)
    begins = info.header_offset + 30 + len(SHEET)
    middle = begins + info.compress_size // 2
    return content[:middle] + b"\xff" * 40 + content[middle + 40 :]


def test_a_whole_one_is_read() -> None:
    assert len(read_sheets(a_workbook())[0].rows) == 200


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(with_a_damaged_middle(a_workbook()), id="damaged in the middle"),
        pytest.param(with_header_of_sheet(a_workbook(), 6, 1), id="scrambled with a password"),
        pytest.param(with_header_of_sheet(a_workbook(), 8, 99), id="packed in an unknown way"),
        pytest.param(a_workbook()[:-40], id="its end cut"),
    ],
)
def test_one_that_is_not_whole_is_refused_in_words(damaged: bytes) -> None:
    with pytest.raises(Unreadable, match="fichier"):
        read_sheets(damaged)


def test_an_archive_that_holds_no_workbook_is_refused_before_it_is_kept() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("liste.csv", "Association")

    with pytest.raises(Unreadable, match="classeur Excel"):
        refuse_unreadable(content.getvalue())


@pytest.mark.parametrize(("lines", "is_read"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_a_list_holds_so_many_lines(lines: int, *, is_read: bool) -> None:
    with nullcontext() if is_read else pytest.raises(Unreadable, match="a plus de 20"):
        read_sheets(b"Association\n" * lines)


def test_no_damage_of_a_byte_raises_anything_else() -> None:
    content, chance = a_workbook(), random.Random(7)  # noqa: S311  # the same damages each time

    for _ in range(200):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        with suppress(Unreadable):  # or it is read: not every byte matters
            read_sheets(bytes(damaged))
