"""What the screens of a list show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from signatories.people.actors import Actor
from signatories.signatures.models import Status
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.columns import EXAMPLES, Column, examples_of

State = ImportRow.State
SAMPLED = 200  # lines that examples are taken from
MOST_SHOWN = 50  # lines of the summary


@dataclass(frozen=True)
class Counts:
    """How many lines stand where."""

    ready: int
    asked: int
    unclear: int
    known: int
    left: int
    entered: int
    published: int
    to_publish: int
    to_tell: int

    @property
    def all(self) -> int:
        return self.ready + self.asked + self.unclear + self.known + self.left + self.entered


def imports(actor: Actor) -> QuerySet[ListImport]:
    """The lists the actor sees, the latest first, with `lines` and `entered`, how many."""
    entered = Count("rows", filter=Q(rows__state=State.ENTERED))
    return (
        ListImport.objects.visible_to(actor)
        .annotate(lines=Count("rows"), entered=entered)
        .defer("decisions", "questions")
        .order_by("-received_at", "pk")
    )


def counts(list_import: ListImport) -> Counts:
    """One query."""
    stands = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    published = Q(signature__status=Status.PUBLISHED)
    return Counts(
        **list_import.rows.aggregate(
            **stands,
            published=Count("pk", filter=published),
            to_publish=Count("pk", filter=Q(signature__status=Status.CONFIRMED)),
            to_tell=Count("pk", filter=published & Q(told_at=None)),
        )
    )


def columns(list_import: ListImport) -> list[Column]:
    """Each column with what it holds and some of its values (1 query)."""
    rows = list(list_import.rows.waiting().values_list("number", "cells")[:SAMPLED])
    return [
        Column(at, heading, field, examples_of(at, rows, most=EXAMPLES))
        for at, (heading, field) in enumerate(zip(list_import.headings, list_import.columns, strict=True))
    ]


def unclear(list_import: ListImport) -> QuerySet[ImportRow]:
    return list_import.rows.filter(state=State.UNCLEAR)


def entered(list_import: ListImport) -> QuerySet[ImportRow]:
    """The lines that became signatures, with these."""
    return list_import.rows.filter(state=State.ENTERED).select_related("signature__organisation__commune")
