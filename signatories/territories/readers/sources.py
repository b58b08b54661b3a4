"""From bytes to records: text, delimiter and JSON, whatever the file is about."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from signatories.territories.readers.facts import LineError, MalformedFile
from signatories.territories.readers.geometry import centroid, position

_DELIMITERS = ",;\t"
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
# Excel's way to keep leading zeros, seen in published lists of neighbourhoods: ="60057"
_EXCEL_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


@dataclass(frozen=True)
class Record:
    """One line of a file: its values by simplified column name ("codesPostaux", "codes_postaux": one name)."""

    line: int
    values: dict[str, str]

    def get(self, *columns: str) -> str:
        """The first of these columns that holds something, else an empty text."""
        return next((value for column in columns if (value := self.values.get(column, ""))), "")

    def has(self, column: str) -> bool:
        return column in self.values


@dataclass(frozen=True)
class Source:
    columns: frozenset[str]
    unit: str
    records: Iterator[Record | LineError]


def open_source(content: bytes) -> Source:
    """A CSV, JSON or GeoJSON file as records. Raises MalformedFile."""
    text = decode(content)
    if not text.strip():
        raise MalformedFile(1, "le fichier est vide")
    return _json_source(text) if text.lstrip()[0] in "[{" else _csv_source(text)


def decode(content: bytes) -> str:
    """UTF-8 (with or without its mark), else Windows-1252; never a mixture of both, never half a character."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            raise MalformedFile(line, "le fichier est coupé au milieu d’un caractère") from None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise MalformedFile(line, "ce n’est ni du texte UTF-8 ni du texte Windows-1252") from None
    if "Ã" in text or "â€" in text:  # what UTF-8 letters look like when read as Windows-1252
        raise MalformedFile(line, "le fichier mêle deux encodages (UTF-8 et Windows-1252)")
    return text


def simplified(column: str) -> str:
    """A column name without case, accents or separators."""
    plain = unicodedata.normalize("NFKD", column.lower()).encode("ascii", "ignore").decode()
    return _NOT_LETTER.sub("", plain)


def _csv_source(text: str) -> Source:
    first_line = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    try:
        header = [simplified(cell) for cell in next((row for row in rows if any(row)), [])]
    except csv.Error as error:
        raise MalformedFile(rows.line_num, f"en-tête illisible ({error})") from None
    named = [column for column in header if column]
    if len(named) != len(set(named)):
        raise MalformedFile(rows.line_num, "deux colonnes portent le même nom")
    return Source(frozenset(named), "ligne", _csv_records(rows, header))


def _csv_records(rows: Any, header: list[str]) -> Iterator[Record | LineError]:
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise MalformedFile(line, f"guillemet non fermé ou champ trop long ({error})") from None
        if cells is None:
            return
        if not any(cells):
            continue
        if len(cells) != len(header):
            yield LineError(line, f"{len(cells)} colonnes au lieu de {len(header)}")
            continue
        yield Record(line, {name: _cell(cell) for name, cell in zip(header, cells, strict=True) if name})


def _cell(value: str) -> str:
    excel = _EXCEL_TEXT.match(value.strip())
    return (excel[1] if excel else value).strip()


def _json_source(text: str) -> Source:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise MalformedFile(error.lineno, f"JSON mal formé ({error.msg})") from None
    except (ValueError, RecursionError):
        raise MalformedFile(1, "JSON mal formé (nombre démesuré ou trop de niveaux)") from None
    items = document.get("features") if isinstance(document, dict) else document
    if not isinstance(items, list):
        raise MalformedFile(1, "ce JSON n’est ni une liste ni une collection GeoJSON")
    columns = {simplified(name) for item in items if isinstance(item, dict) for name in _properties(item)}
    return Source(frozenset(columns), "élément", _json_records(items))


def _properties(item: dict[str, Any]) -> dict[str, Any]:
    inner = item.get("properties") if item.get("type") == "Feature" else item
    return inner if isinstance(inner, dict) else {}


def _json_records(items: Iterable[Any]) -> Iterator[Record | LineError]:
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            yield LineError(number, "cet élément n’est pas un objet JSON")
            continue
        values = {simplified(name): _plain(value) for name, value in _properties(item).items()}
        try:
            values |= _points(item)
        except ValueError as error:
            yield LineError(number, str(error))
        else:
            yield Record(number, values)


def _points(item: dict[str, Any]) -> dict[str, str]:
    """The points that an element's geometries give: geo.api.gouv.fr's "centre", and the middle of a contour.

    Raises ValueError, in French, for a geometry that cannot be read."""
    points = {}
    if isinstance(centre := _properties(item).get("centre"), dict):
        points["lon"], points["lat"] = position(centre)
    if item.get("geometry") is not None:
        points["contourlon"], points["contourlat"] = centroid(item["geometry"])
    return points


def _plain(value: object) -> str:
    """A JSON value as a CSV cell would hold it; lists are joined by spaces."""
    if isinstance(value, list):
        return " ".join(_plain(part) for part in value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    return ""
