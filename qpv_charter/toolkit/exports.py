"""One row, many writers: a dataclass declares its columns once; CSV, JSON, XLSX
(toolkit.workbooks) and the schema are read from it.

    @dataclass(frozen=True, kw_only=True)
    class Row:
        name: str = column("nom", "Nom", Type.TEXT, "Le nom usuel.", example="Les Amis du mail")

Text is neutralised where a spreadsheet would run it; all that can be long is given in blocks, not whole."""

import codecs
import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar
from uuid import UUID

Value = str | bool | float | date | UUID | tuple[str, ...] | None
T = TypeVar("T")

BLOCK = 200  # rows written at a time
LIST_SEPARATOR = " | "
DECIMAL = ","  # what a French spreadsheet reads
YES, NO = "oui", "non"
_FORMULA_STARTS = ("=", "+", "-", "@")
_PHONE = re.compile(r"\+[0-9][0-9 .\u00a0\u202f]{5,}")


class Type(StrEnum):
    TEXT = "text"
    LIST = "list"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"
    UUID = "uuid"
    URL = "url"
    EMAIL = "email"


# In the words of Table Schema (https://specs.frictionlessdata.io/table-schema/), for the CSV file.
_SCHEMA: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.LIST: {"type": "string"},
    Type.YES_NO: {"type": "boolean", "trueValues": [YES], "falseValues": [NO]},
    Type.DATE: {"type": "date", "format": "%Y-%m-%d"},
    Type.NUMBER: {"type": "number", "decimalChar": DECIMAL},
    Type.UUID: {"type": "string", "format": "uuid"},
    Type.URL: {"type": "string", "format": "uri"},
    Type.EMAIL: {"type": "string", "format": "email"},
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """`key` names it in files that machines read, `label` in those that people read; `always` filled or not."""

    attribute: str
    key: str
    label: str
    type: Type
    description: str
    example: Value
    always: bool

    def of(self, row: object) -> Value:
        value: Value = getattr(row, self.attribute)
        return value


def column(
    key: str,
    label: str,
    kind: Type,
    description: str,
    *,
    example: Value,
    always: bool = False,
) -> Any:
    """Declare a field of a row dataclass as a column."""
    facts = {"key": key, "label": label, "type": kind, "description": description}
    return field(metadata=facts | {"example": example, "always": always})


@cache
def columns_of(row_class: type) -> tuple[Column, ...]:
    """The columns a row dataclass declares, in order."""
    return tuple(Column(attribute=each.name, **each.metadata) for each in fields(row_class))


def blocks(items: Iterable[T], size: int = BLOCK) -> Iterator[list[T]]:
    """The items, `size` at a time."""
    iterator = iter(items)
    while block := list(islice(iterator, size)):
        yield block


def as_text(value: Value) -> str:
    """A value as a person reads it in a file: "oui", "2026-03-12", "48,93621", "Santé | Sport"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(value).replace(".", DECIMAL)
    return LIST_SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def neutral(text: str) -> str:
    """The text, after an apostrophe when a spreadsheet would take it for a formula (OWASP, CSV injection).

    A negative number and a telephone number compute nothing: they stay as they are.

    >>> neutral("=HYPERLINK(0)"), neutral("+33 1 23 45 67 89"), neutral("-4,5")
    ("'=HYPERLINK(0)", '+33 1 23 45 67 89', '-4,5')
    """
    start = unicodedata.normalize("NFKC", text.lstrip()[:8]).lstrip()[:1]  # a full-width "＝" counts as "="
    dangerous = start in _FORMULA_STARTS or text[:1] in {"\t", "\r", "\n"}
    if not dangerous or _PHONE.fullmatch(text) or re.fullmatch(r"-[0-9]+(,[0-9]+)?", text):
        return text
    return f"'{text}"


def csv_line(values: Iterable[str]) -> str:
    """One line of CSV, its end included."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(values)
    return buffer.getvalue()


def as_csv(columns: Sequence[Column], row: object) -> str:
    """A row as a line of CSV."""
    return csv_line(neutral(as_text(column.of(row))) for column in columns)


def csv_blocks(columns: Sequence[Column], rows: Iterable[object]) -> Iterator[bytes]:
    """A CSV file whose lines are made as one goes."""
    return csv_file(columns, (as_csv(columns, row) for row in rows))


def csv_file(columns: Sequence[Column], lines: Iterable[str]) -> Iterator[bytes]:
    """CSV that opens right in a French spreadsheet: UTF-8 with its mark, `;`, lines ended by CR LF.

    `lines` are as `as_csv` writes them, its heading left out."""
    yield codecs.BOM_UTF8
    for block in blocks(chain([csv_line(column.key for column in columns)], lines)):
        yield "".join(block).encode()


def as_json(value: Value) -> Any:
    """A value as JSON has it: dates in ISO 8601, lists as lists, what is unknown as null."""
    if isinstance(value, date | UUID):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def as_object(columns: Sequence[Column], row: object) -> dict[str, Any]:
    return {column.key: as_json(column.of(row)) for column in columns}


def read_back(text: str, columns: Sequence[Column], row: Callable[..., T]) -> T:
    """The row that `json_text(as_object(columns, …))` wrote, all its columns. Raises KeyError, ValueError."""
    written = json.loads(text)
    return row(**{each.attribute: _from_json(each.type, written[each.key]) for each in columns})


def _from_json(kind: Type, value: Any) -> Value:
    read = _READ.get(kind)
    return read(value) if read and value is not None else value


_READ: dict[Type, Callable[[Any], Value]] = {Type.DATE: date.fromisoformat, Type.UUID: UUID, Type.LIST: tuple}


def json_text(value: object) -> str:
    """JSON on one line, French letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def json_blocks(head: Mapping[str, Any], *, key: str, items: Iterable[object]) -> Iterator[bytes]:
    """A JSON file whose items are written as one goes."""
    return json_file(head, key=key, texts=map(json_text, items))


def json_file(head: Mapping[str, Any], *, key: str, texts: Iterable[str]) -> Iterator[bytes]:
    """A JSON object: what `head` holds, then under `key` a list, one item a line, as `json_text` writes it."""
    yield f"{json_text(head)[:-1]}, {json_text(key)}: [".encode()
    separator = "\n"
    for block in blocks(texts):
        yield (separator + ",\n".join(block)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def table_schema(columns: Sequence[Column], *, about: Mapping[str, Any]) -> dict[str, Any]:
    """What each column of the CSV file holds, in Table Schema: machines check a file against it."""
    return {
        **about,
        "fields": [
            {
                "name": each.key,
                "title": each.label,
                "description": each.description,
                "example": as_text(each.example),
                **_SCHEMA[each.type],
                **({"constraints": {"required": True}} if each.always else {}),
            }
            for each in columns
        ],
        "missingValues": [""],
        "primaryKey": columns[0].key,
    }
