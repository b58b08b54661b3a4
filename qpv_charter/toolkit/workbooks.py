"""Rows as a workbook that spreadsheets open: typed cells, never a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

from django.http import HttpRequest
from django.http.response import FileResponse, HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.filters import SortCondition, SortState
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from qpv_charter.toolkit.exports import Column, Type, Value, as_text
from qpv_charter.toolkit.turns import Turns, come_back

MOST_SHEET_ROWS = 5000  # rows of one workbook: two to four seconds. A CSV holds them all.
IN_MEMORY = 5_000_000  # bytes of a workbook; what is beyond goes to a temporary file
LONGEST_CELL = 32_767  # characters: the limit of XLSX
LONGEST_LINK = 2_079  # characters: the limit of Excel
# Of columns, in characters, by what they hold; each at least as wide as its heading, and the filter's arrow.
_WIDTHS = {Type.TEXT: 24, Type.LIST: 32, Type.URL: 32, Type.EMAIL: 28, Type.DATE: 13, Type.UUID: 38}
_USUAL_WIDTH, _NAME_WIDTH, _ARROW = 12, 44, 4
_LINKED = {Type.URL: "", Type.EMAIL: "mailto:"}

_turns = Turns(waiting=8, patience=15.0)


def answer_xlsx(
    request: HttpRequest,
    columns: Sequence[Column],
    rows: Iterable[object],
    *,
    filename: str,
    sheet: str,
    about: Sequence[Sequence[str]],
    sorted_by: str = "",
) -> HttpResponseBase:
    """A workbook to keep, as `write_xlsx` writes it: one at a time in a process. For whoever has waited too long,
    a page that says when to come back."""
    with _turns.take() as has_come:
        if not has_come:
            return come_back(request)
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
        write_xlsx(file, columns, rows, sheet=sheet, about=about, sorted_by=sorted_by)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename)


def write_xlsx(
    file: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[object],
    *,
    sheet: str,
    about: Sequence[Sequence[str]],
    sorted_by: str = "",
) -> None:
    """An XLSX workbook: the rows under a frozen heading, then a sheet "À lire" of `about`'s lines.

    Cells have types: dates, numbers, yes or no; text is always text, never a formula; addresses are links. The
    name (the first column that is no identifier) stays in sight: identifiers before it are hidden. `sorted_by` is
    the key of the column that the rows are sorted by, which the filter's arrow says."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    _lay_out(page, columns)
    page.append([_heading(page, each.label) for each in columns])
    last = 1
    for last, row in enumerate(rows, 2):
        page.append(
            [_cell(page, each.of(row), each.type, f"{_letter(at)}{last}") for at, each in enumerate(columns)]
        )
    page.auto_filter.ref = f"A1:{_letter(len(columns) - 1)}{last}"
    if sorted_by and last > 1:
        place = _letter([each.key for each in columns].index(sorted_by))
        by = [SortCondition(ref=f"{place}2:{place}{last}")]
        page.auto_filter.sortState = SortState(ref=f"A2:{_letter(len(columns) - 1)}{last}", sortCondition=by)
    _write_about(book.create_sheet("À lire"), about)
    book.save(file)


def _lay_out(page: Any, columns: Sequence[Column]) -> None:
    """Widths, what stays in sight, and paper: A4, wide, the heading and the name on each page."""
    name = next(at for at, each in enumerate(columns) if each.type is not Type.UUID)
    widths = [max(_WIDTHS.get(each.type, _USUAL_WIDTH), len(each.label) + _ARROW) for each in columns]
    widths[name] = _NAME_WIDTH
    _set_widths(page, widths)
    for at in range(name):
        page.column_dimensions[_letter(at)].hidden = True
    page.freeze_panes = f"{_letter(name + 1)}2"
    page.print_title_rows, page.print_title_cols = "1:1", f"{_letter(name)}:{_letter(name)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def _letter(at: int) -> str:
    """The name of a column by its place, from 0."""
    return get_column_letter(at + 1)


def _write_about(page: WriteOnlyWorksheet, lines: Sequence[Sequence[str]]) -> None:
    _set_widths(page, (32, 90, 40))
    for first, *others in lines:
        page.append([_heading(page, first), *(_text_cell(page, text) for text in others)])


def _set_widths(page: WriteOnlyWorksheet, widths: Sequence[int]) -> None:
    """Widths of the columns, in characters."""
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width  # type: ignore[attr-defined]  # the stubs lack it


def _heading(page: WriteOnlyWorksheet, label: str) -> Cell:
    cell = _text_cell(page, label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top")
    return cell


def _cell(page: WriteOnlyWorksheet, value: Value, kind: Type, place: str) -> Any:
    if value is None or value in {"", ()}:
        return None
    if isinstance(value, bool | float):
        return value
    if isinstance(value, date):
        return _date_cell(page, value)
    text = as_text(value)
    return _link_cell(page, text, _LINKED[kind], place) if kind in _LINKED else _text_cell(page, text)


def _link_cell(page: WriteOnlyWorksheet, text: str, scheme: str, place: str) -> Cell:
    """An address that one follows; beyond what Excel opens, it is only read."""
    cell = _text_cell(page, text)
    if len(text) <= LONGEST_LINK:
        page._hyperlinks.append(Hyperlink(ref=place, target=f"{scheme}{cell.value}"))  # type: ignore[attr-defined]  # what a sheet that is only written has instead of Cell.hyperlink
        cell.font = Font(color="0563C1", underline="single")
    return cell


def _date_cell(page: WriteOnlyWorksheet, when: date) -> Cell:
    cell = WriteOnlyCell(page, when)  # type: ignore[arg-type]  # the stubs forget dates
    cell.number_format = "dd/mm/yyyy"
    return cell


def _text_cell(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"  # openpyxl makes a formula of whatever starts with "="
    return cell
