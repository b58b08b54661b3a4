"""Communes and neighbourhoods as somebody who signs looks for them."""

from collections.abc import Collection

from django.db.models import F

from qpv_charter.toolkit.text import fold
from signatories.territories.asked import Asked
from signatories.territories.models import Commune, Department, Qpv
from signatories.territories.queries import CommuneChoice, Found, communes_like, places_like

MOST_COMMUNES = 7  # what a phone shows without scrolling far


def communes_to_choose(typed: str) -> list[CommuneChoice]:
    """Communes to choose from, likeliest first, for whatever names a place: theirs, a postal code (all of its
    communes), a neighbourhood, a department (its largest, after those that bear its name)."""
    if Asked.read(typed).is_whole_postal_code:
        return communes_like(typed, limit=MOST_COMMUNES)
    places = places_like(typed)
    nearest = min(
        (found.nearness for found in places if found.choice and found.nearness is not None), default=None
    )
    first: dict[int, CommuneChoice] = {}
    for found in sorted(places, key=_is_broad):
        if not found.qpv or _is_nearer(found, nearest):
            for choice in _communes_of(found):
                first.setdefault(choice.commune.pk, choice)
    return list(first.values())[:MOST_COMMUNES]


def _is_nearer(found: Found, nearest: int | None) -> bool:
    """Whether a neighbourhood is nearer than the communes that answer: that of « mirail » is."""
    return nearest is None or (found.nearness is not None and found.nearness < nearest)


def _is_broad(found: Found) -> bool:
    return found.department is not None


def _communes_of(found: Found) -> list[CommuneChoice]:
    if found.department:
        here = Commune.objects.current().filter(department=found.department).select_related("department")
        largest = here.order_by(F("population").desc(nulls_last=True), "code")[:MOST_COMMUNES]
        return [CommuneChoice(each, within=found.department) for each in largest]
    if found.qpv:
        guess = found.nearness is None
        return [CommuneChoice(each, within=found.qpv, is_guess=guess) for each in found.qpv.communes.all()]
    return [found.choice] if found.choice else []


def commune_meant(typed: str, among: Collection[CommuneChoice]) -> Commune | None:
    """The commune meant without a doubt: the only one that answers, its label ("Saint-Denis (93)"), or a name that
    only one bears. What is nearly that is only suggested."""
    if [choice.is_guess for choice in among] == [False]:
        return next(iter(among)).commune
    wanted = fold(typed)
    communes = [choice.commune for choice in among if not choice.via and not choice.within]
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
    if isinstance(choice.within, Qpv):
        return f"{label}, où est le quartier {choice.within.name}"
    return f"{label}, qui comprend {choice.via}" if choice.via else label


def department_meant(among: Collection[CommuneChoice]) -> Department | None:
    """The department that was written in the place of a commune."""
    within = [choice.within for choice in among]
    return within[0] if within and isinstance(within[0], Department) else None


def place_label(found: Found) -> str:
    """A place and what it is: « Franc-Moisin, quartier prioritaire QN09331M, Saint-Denis (93) »."""
    if found.qpv:
        communes = ", ".join(each.label for each in found.qpv.communes.all())
        return f"{found.qpv.name}, quartier prioritaire {found.qpv.code}, {communes}"
    if found.choice:
        part = f", où se trouve {found.choice.via}" if found.choice.via else ""
        return f"{found.choice.commune.label}, commune{part}"
    return f"{found.department}, département"


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
