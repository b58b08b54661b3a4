"""From a file to lines that are ready: nothing is written but the staging itself."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from qpv_charter.toolkit import locks
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.tables import Row, Sheet, read_sheets
from qpv_charter.toolkit.text import clean_line, fold
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.people.models import User
from signatories.taking_up.checking import BLOCK, check, read
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.columns import guess, heading_row, likeliest

LOCK = "list-imports"  # of two who send one file, the second finds what the first began
LONGEST_NAME = 200
REMEMBERED = 20  # lists whose columns are remembered


@transaction.atomic
def receive(content: bytes, *, by: User, name: str, charter_version: CharterVersion) -> ListImport:
    """Keep a file and read the sheet that is a list; the same file again is the import that it began.

    Raises ActionRefused, saying what to do, for what is no table that we read."""
    locks.hold(LOCK)
    digest = hashlib.sha256(content).hexdigest()
    if already := ListImport.objects.standing().filter(sha256=digest).first():
        return already
    sheets = or_refuse(read_sheets, content)
    list_import = ListImport.objects.create(
        name=clean_line(name)[:LONGEST_NAME],
        sha256=digest,
        charter_version=charter_version,
        sheets=[sheet.title for sheet in sheets],
        received_by=by,
    )
    _stage(list_import, likeliest(sheets))
    record("list_import.received", list_import, by=by)
    # Last: a file is not rolled back with what was refused.
    list_import.file.save(f"{uuid.uuid4()}", ContentFile(content), save=False)
    list_import.save(update_fields=["file"])
    return list_import


@transaction.atomic
def read_sheet(list_import: ListImport, *, by: User, title: str) -> ListImport:
    """Read another sheet of the same file instead. Raises ActionRefused once lines were entered."""
    list_import = _prepared(list_import)
    if not list_import.file or list_import.rows.filter(state=ImportRow.State.ENTERED).exists():
        raise ActionRefused("Des lignes de cette liste sont déjà intégrées\u202f: envoyez l’autre feuille à part.")
    with list_import.file.open("rb") as file:
        sheets = {sheet.title: sheet for sheet in read_sheets(file.read())}
    if title not in sheets:
        raise ActionRefused("Cette feuille n’est pas dans le fichier.")
    list_import.rows.all().delete()
    _stage(list_import, sheets[title])
    record("list_import.sheet_read", list_import, by=by)
    return list_import


@transaction.atomic
def name_columns(list_import: ListImport, *, by: User, columns: Sequence[str]) -> ListImport:
    """Say what each column holds, and read the lines again. Raises ActionRefused without a name, or for a field
    that two columns would hold."""
    list_import = _prepared(list_import)
    held = [key for key in columns if key]
    if "name" not in held:
        raise ActionRefused(
            "Dites quelle colonne contient le nom de l’association\u202f: c’est la seule nécessaire."
        )
    if len(held) != len(set(held)):
        raise ActionRefused(
            "Deux colonnes ne peuvent pas contenir la même chose\u202f: gardez celle qui est juste."
        )
    list_import.columns = list(columns)
    list_import.save(update_fields=["columns"])
    record("list_import.columns_named", list_import, by=by)
    return check(list_import)


@transaction.atomic
def settle(list_import: ListImport, *, by: User, decisions: Mapping[str, str]) -> ListImport:
    """Say what to read in the place of values, by the keys of the questions asked; others are ignored."""
    list_import = _prepared(list_import)
    asked = {question["key"] for question in list_import.questions}
    list_import.decisions |= {key: text for key, text in decisions.items() if key in asked}
    list_import.save(update_fields=["decisions"])
    record("list_import.settled", list_import, by=by)
    return check(list_import)


@transaction.atomic
def choose(
    list_import: ListImport,
    *,
    by: User,
    choices: Mapping[int, ImportRow.Choice],
    answers: Mapping[int, Mapping[str, bool]] | None = None,
) -> ListImport:
    """Say of lines, by their numbers, whether each is entered, left aside, or of the association that it looks
    like; `answers`: of those that say otherwise than is known, whether each part is taken."""
    list_import = _prepared(list_import)
    for row in list_import.rows.filter(state=ImportRow.State.DIFFERS, number__in=answers or {}):
        row.answers |= (answers or {})[row.number]
        row.save(update_fields=["answers"])
    for choice in ImportRow.Choice:
        numbers = [number for number, chosen in choices.items() if chosen == choice]
        list_import.rows.waiting().filter(number__in=numbers).update(choice=choice)
    record("list_import.lines_chosen", list_import, by=by)
    return check(list_import)


def _prepared(list_import: ListImport) -> ListImport:
    """Held until the end of the transaction. Raises ActionRefused unless it is being prepared."""
    list_import = ListImport.objects.locked(list_import.pk)
    if list_import.state != ListImport.State.PREPARED:
        raise ActionRefused(
            "Cette liste est en cours d’intégration, ou annulée\u202f: on ne peut plus la changer."
        )
    return list_import


def _stage(list_import: ListImport, sheet: Sheet) -> None:
    """Stage the lines of a sheet, with the fields that its columns are likely to hold, and read them."""
    at = heading_row(sheet.rows)
    headings, lines = sheet.rows[at][1], sheet.rows[at + 1 :]
    if not lines:
        raise ActionRefused("Cette feuille n’a aucune ligne sous ses titres de colonnes.")
    width = max(len(headings), *(len(cells) for _, cells in lines))
    list_import.sheet, list_import.headings = sheet.title[:LONGEST_NAME], headings + [""] * (width - len(headings))
    list_import.columns = guess(list_import.headings, lines, remembered=_remembered())
    rows = [_row(list_import, line) for line in lines]
    read(list_import, rows)
    ImportRow.objects.bulk_create(rows, batch_size=BLOCK)
    list_import.save()


def _row(list_import: ListImport, line: Row) -> ImportRow:
    number, cells = line
    return ImportRow(list_import=list_import, number=number, cells=cells, text=fold(" ".join(cells)))


def _remembered() -> dict[str, str]:
    """What the headings of the last lists were said to be, the latest word first (1 query)."""
    said: dict[str, str] = {}
    for headings, columns in ListImport.objects.values_list("headings", "columns")[:REMEMBERED]:
        for heading, key in zip(headings, columns, strict=False):
            if heading and key:
                said.setdefault(fold(heading), key)
    return said
