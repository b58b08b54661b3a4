"""Fills one of the two tables, whole: rows first, then duplicates, then indexes.

Each step commits by itself, so that the site never waits: the table being filled is the one nobody reads."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from django.db import connection, transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from signatories.registry import search_indexes
from signatories.registry.models import AssociationRecord
from signatories.registry.records import Record

Table = type[AssociationRecord]
BATCH = 5_000  # rows
_DATES = ("created_on", "updated_on")
_INDEX_MEMORY = "128MB"  # of the server, while it makes one index; its default takes longer


def empty(table: Table) -> None:
    """Take every row and every index away; indexes are made faster on a full table."""
    names = [item.name for item in (*table._meta.indexes, *table._meta.constraints)]
    with transaction.atomic(), connection.cursor() as cursor:
        for name in (*names, *search_indexes.names(table._meta.db_table)):
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
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
    """Keep, of the rows that share a number, the one updated last (the last read, when on the same day)."""
    newest_first = [F("updated_on").desc(nulls_last=True), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=F("number"), order_by=newest_first)
    beaten = table._default_manager.annotate(rank=rank).filter(rank__gt=1).values("pk")
    deleted, _ = table._default_manager.filter(pk__in=beaten).delete()
    return deleted


def index(table: Table) -> None:
    """Make the indexes, that of unique numbers included, and tell the planner what the table holds."""
    editor = connection.schema_editor()  # only writes the statements: entered, it would ask for the whole database
    items = (*table._meta.constraints, *table._meta.indexes)
    statements = [str(item.create_sql(table, editor)) for item in items]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL maintenance_work_mem = '{_INDEX_MEMORY}'")
        for statement in (*statements, *search_indexes.creating(table._meta.db_table, connection)):
            cursor.execute(statement)
        cursor.execute(f"ANALYZE {table._meta.db_table}")


def _copy(table: Table, records: Iterable[Record]) -> None:
    """An empty text is empty (FORCE_NOT_NULL); an empty date is unknown."""
    texts = ", ".join(name for name in Record._fields if name not in _DATES)
    into = f"{table._meta.db_table} ({', '.join(Record._fields)})"
    statement = f"COPY {into} FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({texts}))"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as stream:
        for batch in _batches(records):
            lines = StringIO()
            csv.writer(lines).writerows(batch)
            stream.write(lines.getvalue())


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
