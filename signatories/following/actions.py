"""Keeping the team's list in step: one row for each association, written with whatever changes it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from qpv_charter.toolkit.exports import blocks
from signatories.following.deriving import COLUMNS, Facts, derived, row_of
from signatories.following.models import Followed, Refusal
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message, MessageSubject

BLOCK = 500


@transaction.atomic
def refresh(organisation: UUID) -> None:
    """Write the row of an association, or remove it where its record was erased or joined to another one.

    The row is held first: of two who write it, the second reads what the first did."""
    held = Followed.objects.select_for_update().filter(pk=organisation)
    _write([*held.values_list("pk", flat=True)] or [organisation])


@transaction.atomic
def begin(organisation: Organisation) -> None:
    """Write the row of a record that was just made: nothing is tied to it yet."""
    _keep([row_of(organisation, Facts())])


@transaction.atomic
def hear(*organisations: UUID, at: datetime) -> None:
    """Note that these gave a sign of life. Waits for nobody: whoever holds the row of one meanwhile writes of it
    too."""
    earlier = Followed.objects.filter(pk__in=organisations, heard_at__lt=at)
    free = earlier.select_for_update(skip_locked=True).values("pk")
    Followed.objects.filter(pk__in=free).update(heard_at=at)


@transaction.atomic
def note_refusal(message: Message) -> None:
    """Keep beside their rows that a mail about these associations was given up."""
    _keep_refusals(MessageSubject.objects.filter(message=message))


def rebuild() -> int:
    """Make every row anew, and note what mails were given up; returns how many rows there are. A few hundred at a
    time, each in a transaction of its own; a row that somebody is writing is left to who writes it."""
    keys = Organisation.objects.order_by("pk").values_list("pk", flat=True)
    return sum(map(_write_free, blocks(keys.iterator(), BLOCK)))


@transaction.atomic
def _write_free(organisations: Collection[UUID]) -> int:
    rows = Followed.objects.filter(pk__in=organisations)
    written = {*rows.values_list("pk", flat=True)}
    free = {*rows.select_for_update(skip_locked=True).values_list("pk", flat=True)}
    count = _write([key for key in organisations if key in free or key not in written])
    _keep_refusals(MessageSubject.objects.filter(subject_id__in=[*map(str, organisations)]))
    return count


def _write(organisations: Collection[UUID]) -> int:
    rows = derived(organisations)
    _keep(rows)
    Followed.objects.filter(pk__in={*organisations} - {row.pk for row in rows}).delete()
    return len(rows)


def _keep_refusals(named: QuerySet[MessageSubject]) -> None:
    failed = named.filter(subject_type=Organisation._meta.label_lower, message__state=Message.State.FAILED)
    mails = [(UUID(key), mail) for key, mail in failed.order_by().values_list("subject_id", "message")]
    there = {*Followed.objects.filter(pk__in=[key for key, _ in mails]).values_list("pk", flat=True)}
    Refusal.objects.bulk_create(
        [Refusal(followed_id=key, message_id=mail) for key, mail in mails if key in there], ignore_conflicts=True
    )


def _keep(rows: list[Followed]) -> None:
    Followed.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["organisation"], update_fields=COLUMNS
    )
