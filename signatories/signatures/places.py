"""Communes and neighbourhoods as somebody who signs looks for them."""

from collections.abc import Collection

from django.db.models import F

from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import fold
from signatories.territories import queries as territories
from signatories.territories.models import Commune, CommuneQuerySet, Qpv

MOST_COMMUNES = 8  # what a phone shows without scrolling far
MOST_FOUND = 12
SHORTEST_SEARCH = 2  # letters; some communes have one or two (Y, Eu), found by their whole name


def communes_like(typed: str) -> list[Commune]:
    """Communes to choose from for a name or a postal code, likeliest first; a merged name leads to today's."""
    return [choice.commune for choice in territories.communes_like(typed, MOST_COMMUNES)]


def commune_named(typed: str) -> Commune | None:
    """The commune meant without a doubt: its label ("Saint-Denis (93)"), or a name that only one bears."""
    candidates = communes_like(typed)
    by_label = [commune for commune in candidates if fold(commune.label) == fold(typed)]
    by_name = [commune for commune in candidates if commune.search_text == fold(typed)]
    for found in (by_label, by_name):
        if len(found) == 1:
            return found[0]
    return None


def commune_of_code(code: str) -> Commune | None:
    return _current().filter(code=code).first() if code else None


def qpvs_of_commune(commune: Commune | None) -> list[Qpv]:
    """Today's neighbourhoods of a commune, by name."""
    if commune is None:
        return []
    return list(commune.qpvs.filter(generation=Qpv.Generation.G2024))


def qpvs_like(typed: str) -> list[Qpv]:
    """Today's neighbourhoods whose name, commune or code answers what was typed."""
    if len(fold(typed)) < SHORTEST_SEARCH:
        return []
    today = Qpv.objects.filter(generation=Qpv.Generation.G2024).prefetch_related("communes")
    by_name = matching(today, typed)
    in_commune = today.filter(communes__in=_current().search(typed)[:MOST_FOUND].values("pk")).distinct()
    by_code = today.filter(code__iexact=typed.strip())
    return list(dict.fromkeys([*by_code, *by_name[:MOST_FOUND], *in_commune[:MOST_FOUND]]))[:MOST_FOUND]


def qpvs_of_codes(codes: Collection[str]) -> list[Qpv]:
    """Neighbourhoods by code, in a stable order; unknown codes are left out."""
    return list(Qpv.objects.filter(code__in=codes).prefetch_related("communes").order_by("search_text", "code"))


def qpv_label(qpv: Qpv) -> str:
    """Name and communes: "Centre Ville" is the name of 28 neighbourhoods."""
    return f"{qpv.name} ({', '.join(commune.name for commune in qpv.communes.all())})"


def _current() -> CommuneQuerySet:
    return Commune.objects.current().select_related("department").order_by(F("population").desc(nulls_last=True))
