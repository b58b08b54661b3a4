"""Leading to the kept record what led to the one that is joined, as each slice declared (`toolkit/unions.py`)."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from qpv_charter.toolkit import unions
from signatories.merging import journal
from signatories.merging.models import Union
from signatories.merging.places import TWICE, Twice
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation, ProposedChange
from signatories.organisations.parking import parking


def leading_to(organisation: Organisation) -> list[tuple[unions.Reference, QuerySet[Model]]]:
    """What would move if this record were joined into another, by reference."""
    return [
        (each, each.model._base_manager.filter(**{each.field: organisation}).order_by("pk"))
        for each in unions.moving()
        if not each.is_list
    ]


def exchange(union: Union, counted: Collection[str]) -> None:
    """Of what both have, let the joined record's count where a person said so (`counted`: slugs of `TWICE`)."""
    for twice in TWICE.gather(union.kept, union.joined):
        if twice.slug in counted:
            _exchange(union, twice)


def move(union: Union) -> None:
    """Everything else, but for what the kept record has already, and for what was settled before."""
    settled = {*union.changes.values_list("table", "row")}
    for reference, rows in leading_to(union.joined):
        for row in rows:
            if (row._meta.label, str(row.pk)) not in settled:
                _lead(union, row, reference.field, union.kept)


def settle(union: Union) -> None:
    """End what stayed since it would be there twice: who looks after both, who is invited or asks to join twice,
    what is proposed to both."""
    now, joined = timezone.now(), union.joined
    declined: dict[str, Any] = {"state": JoinRequest.State.DECLINED, "decided_at": now}
    replaced: dict[str, Any] = {"state": ProposedChange.State.REPLACED, "decided_at": now}
    _end(union, Membership.objects.current().filter(organisation=joined), ended_at=now)
    _end(
        union,
        Invitation.objects.filter(organisation=joined, accepted_at=None, cancelled_at=None),
        cancelled_at=now,
    )
    _end(union, JoinRequest.objects.filter(organisation=joined, state=JoinRequest.State.PENDING), **declined)
    _end(union, ProposedChange.objects.filter(organisation=joined).pending(), **replaced)


def _exchange(union: Union, twice: Twice) -> None:
    of_kept, of_joined = twice.rows
    with parking() as parked:
        journal.write(type(of_kept), of_kept.pk, **{twice.field: parked})
        _lead(union, of_joined, twice.field, union.kept)
        journal.write(type(of_kept), of_kept.pk, **{twice.field: union.joined})
    before, after = union.kept_id, union.joined_id
    journal.note(union, of_kept, f"{twice.field}_id", before=before, after=after)


def _lead(union: Union, row: Model, field: str, to: Organisation) -> None:
    if journal.write(type(row), row.pk, **{field: to}):
        journal.note(union, row, f"{field}_id", before=union.joined_id, after=to.pk)


def _end(union: Union, rows: QuerySet[Any], **values: Any) -> None:
    for row in rows:
        for field, value in values.items():
            journal.note(union, row, field, before=getattr(row, field), after=value)
        journal.write(type(row), row.pk, **values)
