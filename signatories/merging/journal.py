"""What a union changed, row by row: written as it does, read when the two are parted."""

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model

from signatories.merging.models import Union, UnionChange
from signatories.organisations.models import Organisation
from signatories.organisations.parking import parking

RECORD = Organisation._meta.label
LISTS = tuple(field.name for field in Organisation._meta.many_to_many)
# Counts how often it was written: it goes on counting, so that no earlier reading passes for the last.
GOES_ON = {"revision"}


def plain(value: Any) -> Any:
    """A value as JSON holds it, to the microsecond."""
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def snapshot(row: Model) -> dict[str, Any]:
    return {field.attname: plain(field.value_from_object(row)) for field in row._meta.concrete_fields}


def picture_of(record: Organisation) -> dict[str, Any]:
    """A record as it stands in the database, with its lists."""
    fresh = Organisation.objects.get(pk=record.pk)
    lists = {name: sorted(map(str, getattr(fresh, name).values_list("pk", flat=True))) for name in LISTS}
    return {name: value for name, value in (snapshot(fresh) | lists).items() if name not in GOES_ON}


def note(union: Union, row: Model, field: str, *, before: Any, after: Any) -> None:
    UnionChange.objects.create(
        union=union, table=row._meta.label, row=str(row.pk), field=field, before=plain(before), after=plain(after)
    )


def note_record(union: Union, before: dict[str, Any]) -> None:
    """All that differs in the kept record from what it was."""
    for field, value in picture_of(union.kept).items():
        if value != before[field]:
            note(union, union.kept, field, before=before[field], after=value)


def seal_rows(union: Union) -> None:
    """Say of each row that moved what it is now; done once all are where they go."""
    for change in union.changes.exclude(table=RECORD).filter(seal=""):
        row = row_of(change)
        change.seal = _digest(row) if row else ""
        change.save(update_fields=["seal"])


def undo(union: Union) -> list[UnionChange]:
    """Put every row back as it was; those touched since stay where they are, and are answered."""
    changes = list(union.changes.order_by("-pk"))
    going = [change for change in changes if not _was_touched(change)]
    record = [change for change in going if _is_of(union.kept, change)]
    gone = _put_record_back(union.kept, record)
    gone |= _put_rows_back(union, [change for change in going if change not in record])
    stayed = [change for change in reversed(changes) if change.pk not in gone]
    UnionChange.objects.filter(pk__in=[change.pk for change in stayed]).update(has_stayed=True)
    return stayed


def row_of(change: UnionChange) -> Model | None:
    """The row as it is now, None for one that was removed since."""
    row: Model | None = apps.get_model(change.table)._base_manager.filter(pk=change.row).first()
    return row


def write(model: type[Model], key: Any, **values: Any) -> bool:
    """Write in one row, unless the database refuses what it would then hold, or the row is gone."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=key).update(**values))
    except IntegrityError:
        return False


def _is_of(record: Organisation, change: UnionChange) -> bool:
    return change.table == RECORD and change.row == str(record.pk)


def _was_touched(change: UnionChange) -> bool:
    row = row_of(change)
    if row is None:
        return True
    if change.seal:
        return _digest(row) != change.seal
    now = picture_of(row) if isinstance(row, Organisation) else snapshot(row)
    return bool(now[change.field] != change.after)


def _put_rows_back(union: Union, changes: list[UnionChange]) -> set[int]:
    """The keys of the changes undone, all of a row at once: its fields go together (a state, and since when). What
    had gone to the joined record, in exchange, waits aside meanwhile."""
    exchanged = [change for change in changes if change.before == str(union.kept_id)]
    with parking() as parked:
        for change in exchanged:
            _write(change, parked.pk)
        gone = set[int]()
        for same in _by_row(change for change in changes if change not in exchanged):
            before = {change.field: change.before for change in same}
            if write(apps.get_model(same[0].table), same[0].row, **before):
                gone |= {change.pk for change in same}
        for change in exchanged:
            if _write(change, change.before):
                gone.add(change.pk)
            else:
                _write(change, change.after)
    return gone


def _by_row(changes: Iterable[UnionChange]) -> Collection[list[UnionChange]]:
    found: dict[tuple[str, str], list[UnionChange]] = {}
    for change in changes:
        found.setdefault((change.table, change.row), []).append(change)
    return found.values()


def _put_record_back(record: Organisation, changes: list[UnionChange]) -> set[int]:
    """All of it, or nothing where what was written since does not go with it."""
    before = {change.field: change.before for change in changes}
    values = {field: value for field, value in before.items() if field not in LISTS}
    if values and not write(Organisation, record.pk, **values):
        return set()
    for name in LISTS:
        if name in before:
            getattr(record, name).set(before[name])
    return {change.pk for change in changes}


def _write(change: UnionChange, value: Any) -> bool:
    return write(apps.get_model(change.table), change.row, **{change.field: value})


def _digest(row: Model) -> str:
    said = json.dumps(snapshot(row), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
