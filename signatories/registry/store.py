"""Fills one of the two tables, whole: rows first, then duplicates, then what forbids them.

Each step commits by itself, so that the site never waits: the table being filled is the one nobody reads.

The indexes that look-ups use stay while rows come in: PostgreSQL keeps them up on one processor while Python reads
the file on another, where making them afterwards, on one alone, took a fifth longer (measured: docs/data.md)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from signatories.registry import search_indexes
from signatories.registry.models import AssociationRecord
from signatories.registry.records import Record

Table = type[AssociationRecord]
BATCH = 5_000  # rows
_UNKNOWN = "\x1a"  # a date that is not known: no cleaned text holds this control character
# Of the server, while it copies: how much it gathers before it files it in the index of letters.
_MEMORY = {"gin_pending_list_limit": "32MB", "work_mem": "64MB"}


def empty(table: Table) -> None:
    """Take every row away, and the index that would refuse a number met twice."""
    with transaction.atomic(), connection.cursor() as cursor:
        for constraint in table._meta.constraints:
            cursor.execute(f"DROP INDEX IF EXISTS {constraint.name}")
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {table._meta.db_table} RESTART IDENTITY")
        else:
            table._default_manager.all().delete()


def fill(table: Table, records: Iterable[Record]) -> None:
    """Write the records as they come, in little memory."""
    if connection.vendor == "postgresql":
        _copy(table, records)
    else:
        _insert(table, records)


def remove_duplicates(table: Table) -> int:
    """Keep, of the rows that share a number, the one updated last (the last read, when on the same day).

    They are a few hundred in two million: finding their numbers first spares ranking all the others."""
    rows = table._default_manager.all()
    shared = rows.order_by().values("number").annotate(times=Count("pk")).filter(times__gt=1).values("number")
    newest_first = [F("updated_on").desc(nulls_last=True), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=F("number"), order_by=newest_first)
    beaten = rows.filter(number__in=shared).annotate(rank=rank).filter(rank__gt=1).values("pk")
    deleted, _ = rows.filter(pk__in=beaten).delete()
    return deleted


def close(table: Table) -> None:
    """Forbid that two rows share a number, as the model says, and tell the planner what the table holds."""
    editor = connection.schema_editor()  # only writes the statements: entered, it would ask for the whole database
    with transaction.atomic(), connection.cursor() as cursor:
        for constraint in table._meta.constraints:
            cursor.execute(str(constraint.create_sql(table, editor)))
        cursor.execute(f"ANALYZE {table._meta.db_table}")


def _copy(table: Table, records: Iterable[Record]) -> None:
    into = f"{table._meta.db_table} ({', '.join(Record._fields)})"
    statement = f"COPY {into} FROM STDIN (FORMAT text, NULL '{_UNKNOWN}')"
    with transaction.atomic(), connection.cursor() as cursor:
        for name, size in _MEMORY.items():
            cursor.execute(f"SET LOCAL {name} = '{size}'")
        with cursor.copy(statement) as stream:
            for batch in _batches(records):
                stream.write("".join(map(_line, batch)))
        # What is left in the index's waiting list would be read whole by each look-up.
        anywhere, _ = search_indexes.names(table._meta.db_table)
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [anywhere])


def _line(record: Record) -> str:
    """A record in COPY's own format, three times faster to write than CSV: texts were cleaned of tabs and ends of
    lines, so that only backslashes are left to double."""
    *texts, created_on, updated_on = record
    line = "\t".join((*texts, str(created_on or _UNKNOWN), str(updated_on or _UNKNOWN)))
    return f"{line}\n" if "\\" not in line else line.replace("\\", "\\\\") + "\n"


def _insert(table: Table, records: Iterable[Record]) -> None:
    places = ", ".join(["%s"] * len(Record._fields))
    statement = f"INSERT INTO {table._meta.db_table} ({', '.join(Record._fields)}) VALUES ({places})"  # noqa: S608  # ours
    for batch in _batches(records):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, batch)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        yield batch
