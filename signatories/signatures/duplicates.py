"""Signatories that may be the same association. Before publication a signature blocks nobody."""

from django.db.models import Q, QuerySet

from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature, Status
from signatories.territories.models import Commune

IN_FORCE = [Status.PUBLISHED, Status.PAUSED]
# Words that many names share, so that they say nothing of two associations being the same.
COMMON_WORDS = frozenset(
    fold(
        "association asso amicale centre collectif comité club fédération maison réseau union groupe social "
        "sociale socioculturel culturel sportif de des du d la le les l a au aux et en pour sur quartier "
        "quartiers habitants habitantes exemple"
    ).split()
)
CLOSE_ENOUGH = 0.6  # share of the telling words in common, of all those of both names


def published_twins(name: str, commune: Commune | None, *, rna: str = "") -> QuerySet[Signature]:
    """Signatures in force, online or from paper, of this RNA number, or of this folded name in this commune."""
    same = Q(organisation__rna=rna) if rna else Q(pk=None)
    if commune and fold(name):
        same |= Q(organisation__name_key=fold(name)[:250], organisation__commune=commune)
    return Signature.objects.filter(same, status__in=IN_FORCE).select_related(
        "organisation__commune", "charter_version"
    )


def twins_of(slugs: list[str]) -> QuerySet[Signature]:
    """The signatures in force of these associations, to be shown to somebody who may be one of them."""
    return (
        Signature.objects.filter(status__in=IN_FORCE, organisation__slug__in=slugs)
        .select_related("organisation__commune", "charter_version")
        .order_by("signed_on")
    )


def look_alikes(organisation: Organisation) -> list[Organisation]:
    """Other associations that may be this one: for the team to compare, never decided by a machine.

    Same RNA or SIREN anywhere; same or close name in the same department. Only those with a standing signature."""
    others = (
        Organisation.objects.filter(signatures__in=Signature.objects.standing())
        .exclude(pk=organisation.pk)
        .select_related("commune")
        .distinct()
    )
    numbers = Q()
    if organisation.rna:
        numbers |= Q(rna=organisation.rna)
    if organisation.siren:
        numbers |= Q(siren=organisation.siren)
    found = list(others.filter(numbers)) if numbers else []
    for other in _neighbours(organisation, others):
        if other not in found and is_close(organisation.name, other.name):
            found.append(other)
    return found


def is_close(name: str, other: str) -> bool:
    """Whether two names are the same once folded, or share most of their telling words."""
    if fold(name) == fold(other):
        return True
    mine, theirs = _telling_words(name), _telling_words(other)
    if not mine or not theirs:
        return False
    return len(mine & theirs) / len(mine | theirs) >= CLOSE_ENOUGH


def _neighbours(organisation: Organisation, others: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Those of the same department; where the commune was typed by hand, those of the same folded name."""
    if organisation.commune is None:
        return others.filter(name_key=organisation.name_key)
    return others.filter(
        Q(commune__department=organisation.commune.department_id) | Q(commune=None, name_key=organisation.name_key)
    )


def _telling_words(name: str) -> set[str]:
    return set(fold(name).split()) - COMMON_WORDS
