"""What the screens of a list show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from signatories.charter.models import CharterVersion
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
    differs: int
    left: int
    entered: int
    updated: int
    to_update: int  # of those that are ready
    published: int
    to_publish: int
    to_tell: int
    of_another_text: int  # of those that are known: what they signed is another text than that of the list

    @property
    def all(self) -> int:
        prepared = self.ready + self.asked + self.unclear + self.differs + self.known + self.left
        return prepared + self.entered + self.updated

    @property
    def to_enter(self) -> int:
        return self.ready - self.to_update

    @property
    def to_settle(self) -> int:
        """Lines that a person has to look at, one by one."""
        return self.unclear + self.differs


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
    same = CharterVersion.objects.same_text_as(list_import.charter_version)
    stands = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    published = Q(signature__status=Status.PUBLISHED)
    corrected = Q(state=State.UPDATED, standing__status=Status.PUBLISHED)
    return Counts(
        **list_import.rows.aggregate(
            **stands,
            published=Count("pk", filter=published),
            to_publish=Count("pk", filter=Q(signature__status=Status.CONFIRMED)),
            to_update=Count("pk", filter=Q(state=State.READY, standing__isnull=False)),
            to_tell=Count("pk", filter=(published | corrected) & Q(told_at=None)),
            of_another_text=Count("pk", filter=Q(state=State.KNOWN) & ~Q(standing__charter_version__in=same)),
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
    """Lines that look like another one, or say otherwise than is known."""
    return list_import.rows.filter(state__in=[State.UNCLEAR, State.DIFFERS])


def entered(list_import: ListImport) -> QuerySet[ImportRow]:
    """The lines that became signatures, with these."""
    return list_import.rows.filter(state=State.ENTERED).select_related("signature__organisation__commune")


def updated(list_import: ListImport) -> QuerySet[ImportRow]:
    """The lines that corrected what was known, with the signature of each."""
    return list_import.rows.filter(state=State.UPDATED).select_related("standing__organisation__commune")
