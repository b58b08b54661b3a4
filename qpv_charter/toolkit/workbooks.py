"""Rows as a workbook that spreadsheets open: typed cells, never a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from qpv_charter.toolkit.exports import Column, Type, Value, as_text

LONGEST_CELL = 32_767  # characters: the limit of XLSX


def write_xlsx(
    file: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[object],
    *,
    sheet: str,
    about: Sequence[Sequence[str]],
) -> None:
    """An XLSX workbook: the rows under a frozen heading, then a sheet "À lire" of `about`'s lines.

    Cells have types: dates, numbers, yes or no; text is always text, never a formula."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "B2"
    _set_widths(page, [40 if each.type in {Type.TEXT, Type.LIST} else 14 for each in columns])
    page.append([_heading(page, each.label) for each in columns])
    count = 0
    for row in rows:
        page.append([_cell(page, each.of(row)) for each in columns])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    _write_about(book.create_sheet("À lire"), about)
    book.save(file)


def _write_about(page: WriteOnlyWorksheet, lines: Sequence[Sequence[str]]) -> None:
    _set_widths(page, (32, 90, 40))
    for first, *others in lines:
        page.append([_heading(page, first), *(_cell(page, text) for text in others)])


def _set_widths(page: WriteOnlyWorksheet, widths: Sequence[int]) -> None:
    """Widths of the columns, in characters."""
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width  # type: ignore[attr-defined]  # the stubs lack it


def _heading(page: WriteOnlyWorksheet, label: str) -> Cell:
    cell = _text_cell(page, label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top")
    return cell


def _cell(page: WriteOnlyWorksheet, value: Value) -> Any:
    if value is None or value in {"", ()}:
        return None
    if isinstance(value, bool | float):
        return value
    return _date_cell(page, value) if isinstance(value, date) else _text_cell(page, as_text(value))


def _date_cell(page: WriteOnlyWorksheet, when: date) -> Cell:
    cell = WriteOnlyCell(page, when)  # type: ignore[arg-type]  # the stubs forget dates
    cell.number_format = "dd/mm/yyyy"
    return cell


def _text_cell(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"  # openpyxl makes a formula of whatever starts with "="
    return cell
