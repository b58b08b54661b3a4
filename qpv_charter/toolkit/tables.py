"""Tables as people make them: CSV whatever its separator, XLSX; each cell as the text that one would read in it.

A formula stays the text of a formula: its result may be absent from the file, and nothing here computes."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from openpyxl import load_workbook

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE  # bytes of a file
LARGEST_UNZIPPED = 200 * MEGABYTE
MOST_ROWS, MOST_COLUMNS = 20_000, 100
LONGEST_CELL = 5000  # characters
EMPTY_TAIL = 2000  # empty rows after which a sheet is over: some are « used » down to the last of a million
_DELIMITERS, _SAMPLE = ";,\t", 20  # lines that say which
_OLD_OFFICE, _SCRAMBLED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_BLANKS = re.compile(r"[ \t\u00a0\u202f]+")
_AS_XLSX = "Ouvrez-le dans votre tableur, puis enregistrez-le au format «\u202fClasseur Excel (.xlsx)\u202f»"
NOT_READ = (
    "Nous n’arrivons pas à lire ce fichier. Envoyez un classeur Excel (.xlsx) ou un fichier CSV\u202f: votre "
    "tableur sait enregistrer l’un et l’autre."
)
TOO_LONG = (
    f"Ce tableau a plus de {MOST_ROWS // 1000}\u202f000 lignes. Coupez-le en plusieurs fichiers, par exemple un "
    "par région, et envoyez-les l’un après l’autre."
)


class Unreadable(ValueError):  # noqa: N818  # it is a refusal, as ActionRefused is
    """What is wrong with a file and what to do, in French."""


# What openpyxl and zipfile raise on workbooks that are not whole, scrambled, or packed in a way they do not know.
_NOT_WHOLE = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    SyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)

Row = tuple[int, list[str]]  # its number, as a spreadsheet shows it, and its cells; empty rows are left out


@dataclass(frozen=True)
class Sheet:
    title: str
    rows: list[Row]


def refuse_unreadable(content: bytes) -> None:
    """Raises Unreadable, saying what to do, for what is not a table that we read, without reading it."""
    if len(content) > LARGEST:
        raise Unreadable(
            "Ce fichier pèse plus de 10\u202fMo. Retirez-en les images et les feuilles inutiles, ou "
            "coupez-le en deux."
        )
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(_old_office(content))
    if content.startswith(b"PK"):
        _refuse_archive(content)
    elif b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(NOT_READ)


def _old_office(content: bytes) -> str:
    if _SCRAMBLED in content:
        return (
            "Ce classeur est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe (Fichier, "
            "Informations, Protéger le classeur), enregistrez-le, puis envoyez-le de nouveau."
        )
    return f"Ce fichier est au format .xls, celui d’avant 2007. {_AS_XLSX} et envoyez celui-là."


def _refuse_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            unzipped = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile:
        raise Unreadable("Ce fichier est abîmé\u202f: enregistrez-le de nouveau depuis votre tableur.") from None
    if "mimetype" in names:
        raise Unreadable(f"Ce fichier est au format .ods. {_AS_XLSX} ou CSV, et envoyez celui-là.")
    if "xl/workbook.xml" not in names:
        raise Unreadable(NOT_READ)
    if unzipped > LARGEST_UNZIPPED:
        raise Unreadable(
            "Une fois décompressé, ce classeur dépasse 200\u202fMo. Copiez la liste seule dans un classeur neuf "
            "et envoyez celui-là."
        )


def read_sheets(content: bytes) -> list[Sheet]:
    """Each sheet that has something in it. Raises Unreadable in French."""
    refuse_unreadable(content)
    sheets = _workbook(content) if content.startswith(b"PK") else [Sheet("", _rows(_csv(content)))]
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise Unreadable("Ce fichier est vide\u202f: aucune de ses cellules n’est remplie.")
    return found


def _workbook(content: bytes) -> list[Sheet]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)):
            return [Sheet(page.title, _rows(_cells(page))) for page in book.worksheets]
    except Unreadable:
        raise
    except _NOT_WHOLE:
        raise Unreadable(NOT_READ) from None


def _cells(page: Any) -> Iterator[list[str]]:
    page.reset_dimensions()  # some writers say less than there is
    for row in page.iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell as one reads it: a day as 2020-03-12, a whole number without a point, a formula as its text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | int | float | str):
        return str(value)
    return str(getattr(value, "text", "") or value)  # the formula of a range


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    delimiter = _delimiter(text)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decoded(content: bytes) -> str:
    """UTF-16 by its mark (the « texte Unicode » of spreadsheets), UTF-8, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into the most columns, most often."""
    sample = [line for line in text.splitlines() if line.strip()][:_SAMPLE]
    return max(_DELIMITERS, key=lambda each: sum(line.count(each) for line in sample))


def _rows(found: Iterable[list[str]]) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(found, 1):
            if kept := _trimmed(cells):
                rows.append((number, kept))
            elif number - (rows[-1][0] if rows else 0) > EMPTY_TAIL:
                break
            if len(rows) > MOST_ROWS:
                raise Unreadable(TOO_LONG)
    except csv.Error:
        raise Unreadable(NOT_READ) from None
    return rows


def _trimmed(cells: list[str]) -> list[str]:
    kept = [_clean(cell) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    if len(kept) > MOST_COLUMNS:
        raise Unreadable(
            f"Ce tableau a plus de {MOST_COLUMNS} colonnes. Gardez celles qui servent, dans une copie, et "
            "envoyez-la."
        )
    return kept


def _clean(cell: str) -> str:
    """Without what no database keeps, nor the apostrophe that our files put before what looks like a formula."""
    text = _BLANKS.sub(" ", cell.replace("\0", "")).strip()
    if len(text) > LONGEST_CELL:
        raise Unreadable(f"Une cellule compte plus de {LONGEST_CELL} caractères\u202f: raccourcissez-la.")
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def content_of(file: IO[bytes]) -> bytes:
    """A whole file, or just enough of one that is too large to be refused."""
    return file.read(LARGEST + 1)
