"""Signatories that may be the same association. Before publication a signature blocks nobody."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import chain
from math import ceil
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from qpv_charter.toolkit.text import fold, key_of
from signatories.organisations.models import Organisation
from signatories.signatures.alike import CLOSE_ENOUGH, NUMBERS, Traits, own_words
from signatories.signatures.models import Signature
from signatories.territories.models import Commune


def published_twins(name: str, commune: Commune | None, *, rna: str = "") -> QuerySet[Signature]:
    """Signatures in force, online or from paper, of this RNA number, or of this folded name in this commune."""
    same = Q(organisation__rna=rna) if rna else Q(pk=None)
    if commune and fold(name):
        same |= Q(organisation__name_key=key_of(name), organisation__commune=commune)
    return Signature.objects.in_force().filter(same).select_related("organisation__commune", "charter_version")


def twins_of(slugs: list[str]) -> QuerySet[Signature]:
    """The signatures in force of these associations, to be shown to somebody who may be one of them."""
    return (
        Signature.objects.in_force()
        .filter(organisation__slug__in=slugs)
        .select_related("organisation__commune", "charter_version")
        .latest_first()
    )


def latest_of_each(signatures: QuerySet[Signature]) -> list[Signature]:
    """Of each association, the first of those that come the latest first."""
    found: dict[UUID, Signature] = {}
    for signature in signatures:
        found.setdefault(signature.organisation_id, signature)
    return list(found.values())


def look_alikes(
    organisations: Iterable[Organisation], *, among: QuerySet[Organisation] | None = None
) -> dict[UUID, list[Organisation]]:
    """For each association, others with a standing signature that may be the same (3 queries for all).

    Same RNA or SIREN anywhere, same or close name in the same department; a person decides. `among` keeps to those
    that whoever is told may hear of."""
    compared = list(organisations)
    found = _alike_among(_near(compared, Organisation.objects.all() if among is None else among), compared)
    standing = Signature.objects.standing().filter(organisation=OuterRef("pk"))
    others = Organisation.objects.filter(Exists(standing)).select_related("commune")
    read = others.in_bulk({*found, *chain.from_iterable(found.values())})  # as many queries where none is alike
    return {
        key: sorted((read[each] for each in alike & read.keys()), key=_in_order) for key, alike in found.items()
    }


def _in_order(organisation: Organisation) -> tuple[str, UUID]:
    return organisation.name_key, organisation.pk


def _near(compared: Collection[Organisation], among: QuerySet[Organisation]) -> Iterator[Traits]:
    """Those that are alike, and few more: some twice (2 queries, each along its own indexes)."""
    read = among.order_by().values_list("pk", "name_key", "commune__department", *NUMBERS)
    for near in (_same_name_or_number(compared), _close_in_words(compared)):
        for each in read.filter(near):  # last: such a condition is long to copy
            yield Traits.read(*each)


def _alike_among(others: Iterable[Traits], compared: Collection[Organisation]) -> dict[UUID, set[UUID]]:
    """Each is asked of those alone that have something in common with it."""
    found: dict[UUID, set[UUID]] = {one.pk: set() for one in compared}
    held: defaultdict[Hashable, set[Traits]] = defaultdict(set)
    for one in map(Traits.of, compared):
        for handle in one.handles:
            held[handle].add(one)
    for other in others:
        for one in set().union(*(held.get(handle, ()) for handle in other.handles)):
            if one.key != other.key and one.is_alike(other):
                found[one.key].add(other.key)
    return found


def _same_name_or_number(organisations: Iterable[Organisation]) -> Q:
    """Along the indexes of both."""
    near = Q(name_key__in=[one.name_key for one in organisations])
    for field in ("rna", "siren"):
        numbers = {number for one in organisations for kind, number in Traits.of(one).numbers if kind == field}
        near |= Q(**{f"{field}__in": numbers}) | Q(**{f"doubtful_{field}__in": numbers})
    return near


def _close_in_words(organisations: Iterable[Organisation]) -> Q:
    """Those of their departments that hold enough of the words that tell one: all that are close, and few more."""
    near, departments = Q(pk=None), set()
    for one in organisations:
        words = own_words(one.name_key)
        if one.commune and words:
            held = sum((Case(When(name_key__contains=word, then=1), default=0) for word in words), Value(0))
            enough = GreaterThanOrEqual(held, ceil(CLOSE_ENOUGH * len(words)))  # whole: a share would be cut
            near |= Q(commune__department=one.commune.department_id) & Q(enough)  # asked in this order
            departments.add(one.commune.department_id)
    return Q(commune__department__in=departments) & near


def published_bearers(organisation: Organisation, field: str) -> QuerySet[Signature]:
    """Published signatures of other associations that bear its number ("rna" or "siren"), whichever text they
    signed. Sections share the number of their association."""
    number = getattr(organisation, field)
    if not number or organisation.kind == Organisation.Kind.SECTION:
        return Signature.objects.none()
    found = Signature.objects.published().filter(**{f"organisation__{field}": number})
    others = found.exclude(organisation=organisation).exclude(organisation__kind=Organisation.Kind.SECTION)
    return others.select_related("organisation")


def with_same_number(organisation: Organisation) -> list[Organisation]:
    """Other associations with a standing signature that bear the same RNA or SIREN (3 queries)."""
    mine = Traits.of(organisation).numbers
    return [other for other in look_alikes([organisation])[organisation.pk] if mine & Traits.of(other).numbers]
