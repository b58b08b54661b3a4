"""Communes and neighbourhoods as somebody who signs looks for them."""

from collections.abc import Collection

from qpv_charter.toolkit.text import fold
from signatories.territories.models import Commune, Qpv
from signatories.territories.queries import CommuneChoice, communes_like

MOST_COMMUNES = 7  # what a phone shows without scrolling far


def communes_to_choose(typed: str) -> list[CommuneChoice]:
    """Communes to choose from for a name or a postal code, likeliest first."""
    return communes_like(typed, limit=MOST_COMMUNES)


def commune_meant(typed: str, among: Collection[CommuneChoice]) -> Commune | None:
    """The commune meant without a doubt: the only one that answers, its label ("Saint-Denis (93)"), or a name that
    only one bears. What is nearly that is only suggested."""
    if [choice.is_guess for choice in among] == [False]:
        return next(iter(among)).commune
    wanted = fold(typed)
    communes = [choice.commune for choice in among if not choice.via]
    by_label = [commune for commune in communes if fold(commune.label) == wanted]
    by_name = [commune for commune in communes if commune.search_text == wanted]
    return next((found[0] for found in (by_label, by_name) if len(found) == 1), None)


def commune_named(typed: str) -> Commune | None:
    """The one commune that a text can mean."""
    return commune_meant(typed, communes_to_choose(typed))


def choice_label(choice: CommuneChoice) -> str:
    """Name and department in words, its namesakes beside it; and, where another name led there, that name."""
    commune = choice.commune
    label = f"{commune.name}, {commune.department.name} ({commune.department_id})"
    return f"{label}, qui comprend {choice.via}" if choice.via else label


def commune_of_code(code: str) -> Commune | None:
    return Commune.objects.current().filter(code=code).first() if code else None


def qpvs_of_commune(commune: Commune | None) -> list[Qpv]:
    """Today's neighbourhoods of a commune, by name."""
    if commune is None:
        return []
    return list(commune.qpvs.filter(generation=Qpv.Generation.G2024).order_by("search_text", "code"))


def qpvs_of_codes(codes: Collection[str]) -> list[Qpv]:
    """Neighbourhoods by code, in a stable order; unknown codes are left out."""
    return list(Qpv.objects.filter(code__in=codes).prefetch_related("communes").order_by("search_text", "code"))
