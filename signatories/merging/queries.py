"""What the pages of a union show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse

from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.following.queries import associations
from signatories.merging import journal
from signatories.merging.models import Union, UnionChange
from signatories.merging.moving import leading_to
from signatories.merging.rules import Rank, ranks
from signatories.organisations.models import Organisation
from signatories.organisations.queries import contacts_of
from signatories.people.actors import Actor, TeamMember
from signatories.signatures.duplicates import look_alikes
from signatories.signatures.queries import latest_signature

MOST_FOUND = 20


@dataclass(frozen=True)
class Candidate:
    """A record that may be of the same association, and where the two are compared."""

    organisation: Organisation
    href: str


@dataclass(frozen=True)
class Beside:
    """One of the two records, as they are shown side by side."""

    role: str
    organisation: Organisation
    signature: Any
    contacts: list[Any]


def alike(organisation: Organisation, actor: Actor) -> list[Candidate]:
    """Those that look like it, of those that the actor animates (1 query)."""
    seen = Organisation.objects.visible_to(actor).filter(erased_at=None)
    return candidates(organisation, look_alikes([organisation], among=seen)[organisation.pk])


def found(organisation: Organisation, typed: str, actor: TeamMember) -> list[Candidate]:
    """Those whose name holds the words typed."""
    rows = matching(associations(actor).exclude(pk=organisation.pk), typed, field="name_key")
    return candidates(organisation, [row.organisation for row in rows[:MOST_FOUND]])


def candidates(organisation: Organisation, others: Iterable[Organisation]) -> list[Candidate]:
    """Each with where it is compared: the record that says more of a signature is the one to keep (1 query)."""
    others = list(others)
    said = ranks([organisation, *others])
    return [Candidate(other, _compared(organisation, other, said)) for other in others]


def _compared(one: Organisation, other: Organisation, said: dict[Any, Rank]) -> str:
    kept, joined = (other, one) if said[other.pk] > said[one.pk] else (one, other)
    return reverse("merging:compare", args=[kept.slug, joined.slug])


def beside(role: str, organisation: Organisation) -> Beside:
    return Beside(role, organisation, latest_signature(organisation), contacts_of(organisation))


def what_moves(joined: Organisation) -> list[str]:
    """« 2 personnes contact », « 1 rencontre »: one query for each kind of thing that could."""
    numbers: Counter[type[Model]] = Counter()
    for reference, rows in leading_to(joined):
        numbers[reference.model] += rows.count()
    return [_told(model, number) for model, number in numbers.items() if number]


def unions_of(organisation: Organisation, actor: Actor) -> QuerySet[Union]:
    """The records that were joined into this one, those parted since included."""
    return Union.objects.visible_to(actor).filter(kept=organisation).select_related("joined")


def what_moved(union: Union) -> list[str]:
    """The same, once it was done."""
    moved = union.changes.exclude(table=journal.RECORD).values_list("table", "row").distinct().order_by()
    numbers = Counter(apps.get_model(table) for table, _ in moved)
    return [_told(model, number) for model, number in numbers.items()]


def what_stayed(union: Union) -> list[str]:
    """What was touched since, named, each thing once."""
    return list(dict.fromkeys(_named(change, union) for change in union.changes.filter(has_stayed=True)))


def _named(change: UnionChange, union: Union) -> str:
    model = apps.get_model(change.table)
    if change.table == journal.RECORD and change.row == str(union.kept_id):
        return f"Dans la fiche gardée\u202f: {model._meta.get_field(change.field).verbose_name}"
    row = journal.row_of(change)
    name = str(model._meta.verbose_name).capitalize()
    return f"{name}\u202f: {row}" if row else f"{name}, effacé depuis"


def _told(model: type[Model], number: int) -> str:
    return counted(number, (str(model._meta.verbose_name), str(model._meta.verbose_name_plural)))
