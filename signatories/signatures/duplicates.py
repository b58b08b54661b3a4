"""Signatories that may be the same association. Before publication a signature blocks nobody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from qpv_charter.toolkit.text import fold, key_of
from signatories.organisations.models import Organisation
from signatories.registry.likeness import telling_words
from signatories.signatures.models import Signature
from signatories.territories.models import Commune

# Words that many of our names share, besides those of any association (registry.likeness): they say nothing of two
# being the same.
SHARED_WORDS = frozenset(
    fold(
        "amicale centre collectif comité club fédération maison réseau union groupe social sociale socioculturel "
        "culturel sportif quartier quartiers habitants habitantes"
    ).split()
)
CLOSE_ENOUGH = 0.6  # share of the telling words in common, of all those of both names


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
    """For each association, others with a standing signature that may be the same (1 query for all).

    Same RNA or SIREN anywhere, same or close name in the same department; a person decides. `among` keeps to those
    that whoever is told may hear of."""
    compared = list(organisations)
    known = (Organisation.objects.all() if among is None else among).order_by()
    near = (known.filter(each(compared)).values("pk") for each in (_same_name_or_number, _close_in_words))
    standing = Signature.objects.standing().filter(organisation=OuterRef("pk"))
    found = Organisation.objects.filter(Exists(standing), pk__in=next(near).union(next(near)))
    others = list(found.select_related("commune"))
    words = {each.pk: _telling_words(each.name) for each in (*compared, *others)}
    places: defaultdict[str, set[int]] = defaultdict(set)
    for place, other in enumerate(others):
        for key in _keys(other):
            places[key].add(place)
    nearby = {one.pk: sorted(set().union(*(places[key] for key in _keys(one)))) for one in compared}
    return {
        one.pk: [others[place] for place in nearby[one.pk] if _alike(one, others[place], words)]
        for one in compared
    }


def _keys(organisation: Organisation) -> Iterator[str]:
    """Two that are alike have one of these in common."""
    yield organisation.name_key
    for field in ("rna", "siren"):
        yield from _numbers(organisation, field)
    if organisation.commune:
        yield organisation.commune.department_id


def _same_name_or_number(organisations: Iterable[Organisation]) -> Q:
    """Along the indexes of both."""
    near = Q(name_key__in=[one.name_key for one in organisations])
    for field in ("rna", "siren"):
        numbers = {number for one in organisations for number in _numbers(one, field)}
        near |= Q(**{f"{field}__in": numbers}) | Q(**{f"doubtful_{field}__in": numbers})
    return near


def _close_in_words(organisations: Iterable[Organisation]) -> Q:
    """Those of their departments that hold enough of the words that tell one: all that are close, and few more."""
    near = Q(pk=None)
    for one in organisations:
        words = _telling_words(one.name)
        if one.commune and words:
            held = sum((Case(When(name_key__contains=word, then=1), default=0) for word in words), Value(0))
            enough = GreaterThanOrEqual(held, CLOSE_ENOUGH * len(words))
            near |= Q(commune__department=one.commune.department_id) & Q(enough)  # asked in this order
    return near


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
    """Other associations with a standing signature that bear the same RNA or SIREN (1 query)."""
    return [other for other in look_alikes([organisation])[organisation.pk] if _same_number(organisation, other)]


def _same_number(one: Organisation, other: Organisation) -> bool:
    return any(_numbers(one, field) & _numbers(other, field) for field in ("rna", "siren"))


def _numbers(organisation: Organisation, field: str) -> set[str]:
    """The number of an association, sure or in doubt."""
    return {
        number for number in (getattr(organisation, field), getattr(organisation, f"doubtful_{field}")) if number
    }


def _alike(one: Organisation, other: Organisation, words: Mapping[UUID, frozenset[str]]) -> bool:
    """By the telling words of each.

    Where a commune was typed by hand, the department is not known: only the same name is close enough."""
    if one.pk == other.pk:
        return False
    if _same_number(one, other):
        return True
    if one.commune and other.commune:
        if one.commune.department_id != other.commune.department_id:
            return False
        return one.name_key == other.name_key or _share_enough(words[one.pk], words[other.pk])
    return one.name_key == other.name_key


def is_close(name: str, other: str) -> bool:
    """Whether two names are the same once folded, or share most of their telling words."""
    return fold(name) == fold(other) or _share_enough(_telling_words(name), _telling_words(other))


def _share_enough(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= CLOSE_ENOUGH


def _telling_words(name: str) -> frozenset[str]:
    return telling_words(name, None) - SHARED_WORDS
