"""Who belongs to a place."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from engagements.scope.models import Placed, Reach
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.models import Department, Qpv

M = TypeVar("M", bound=Model)


def signatories_of(placed: Placed) -> QuerySet[Organisation]:
    """The published signatories that act at a place, by name; in what succeeded a neighbourhood, or what it
    succeeded, as well as in itself. One query."""
    seen = Signature.objects.published().values("organisation")
    there = Organisation.objects.filter(_acts(placed)).values("pk")
    return Organisation.objects.filter(pk__in=seen).filter(pk__in=there)


def seen_by_all(rows: Iterable[M], *, among: QuerySet[M]) -> set[Any]:
    """The keys of those of these rows that are among what anybody may see (1 query)."""
    return {*among.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)}


def belongs(organisation: Organisation, placed: Placed) -> bool:
    """Whether an association is a published signatory that acts there."""
    return signatories_of(placed).filter(pk=organisation.pk).exists()


def _acts(placed: Placed) -> Q:
    if placed.reach == Reach.DEPARTMENT:
        return _in_department(placed.department)
    if placed.reach == Reach.COMMUNE:
        commune = placed.commune
        return Q(qpvs__communes=commune) | Q(action_communes=commune) | Q(commune=commune)
    qpvs = kin_of(placed.qpvs.all())
    return Q(qpvs__in=qpvs) | Q(action_communes__qpvs__in=qpvs)


def _in_department(department: Department) -> Q:
    seated_or_named = Q(commune__department=department) | Q(action_departments=department)
    return seated_or_named | Q(qpvs__department=department) | Q(action_communes__department=department)


def kin_of(qpvs: QuerySet[Qpv]) -> QuerySet[Qpv]:
    """Neighbourhoods, and those of the other list that a person linked them to."""
    keys = qpvs.values("pk")
    return Qpv.objects.filter(Q(pk__in=keys) | Q(successors__in=keys) | Q(predecessors__in=keys))
