"""What other slices and pages ask about territories."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from operator import attrgetter, itemgetter
from typing import Any

from django.db.models import Case, F, Prefetch, Q, Value, When, prefetch_related_objects

from qpv_charter.toolkit.text import clean_line, fold
from signatories.territories.asked import LONGEST, Asked
from signatories.territories.models import Commune, Department, Qpv

SHORTEST_SEARCH = 2  # letters of a neighbourhood's name
MOST_OF_ONE_POSTAL_CODE = 60  # communes: 51300 has 46
SHORTEST_GUESS, SAME_BEGINNING = 4, 2  # letters of a name, and those that a slip is not looked for in
MOST_GUESSES, NEARLY = 5, 0.8  # communes; how much alike, from 0 to 1
MOST_RANKED = 60  # neighbourhoods
MOST_PARTS = 3  # between commas, looked for one by one
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")


@dataclass(frozen=True)
class CommuneChoice:
    """A commune that answers what was typed; `via` is the merged commune or arrondissement that led to it,
    `within` the neighbourhood or the department. `is_guess`: nothing answers, this one is nearly that."""

    commune: Commune
    via: str = ""
    within: Qpv | Department | None = None
    is_guess: bool = False


@dataclass(frozen=True)
class Found:
    """A department, a commune or a neighbourhood that answers, and how near it is (`Asked.nearness`); None where
    nothing answers and it is nearly that."""

    nearness: int | None
    department: Department | None = None
    choice: CommuneChoice | None = None
    qpv: Qpv | None = None


def communes_like(typed: str, limit: int = 20) -> list[CommuneChoice]:
    """Communes of today for what a person types: a name or its beginning, a postal code, a merged commune.

    Exact names come first, then names that start as typed, then the most populated; all those of a whole postal
    code. Where none answers, those whose postal code begins alike, or whose name is nearly that: at most six
    queries then, two otherwise."""
    asked = Asked.read(typed)
    if not asked.name and not asked.number:
        return []
    limit = max(limit, MOST_OF_ONE_POSTAL_CODE) if asked.is_whole_postal_code else limit
    tries = (_answering(each, limit) for each in (asked, *asked.wider()))
    return next((found for found in tries if found), None) or _nearly(asked)


def _answering(asked: Asked, limit: int) -> list[CommuneChoice]:
    ranked: dict[int, tuple[Any, CommuneChoice]] = {}
    wholes = asked.among(Commune.objects.current()).select_related("department")[:limit]
    for commune in wholes:
        ranked[commune.pk] = (_rank(asked, commune, commune), CommuneChoice(commune))
    if asked.name and len(ranked) < limit:
        parts = Commune.objects.parts().exclude(parent__search_text=F("search_text"))
        for part in asked.among(parts).select_related("parent__department")[:limit]:
            if part.parent is not None:
                choice = CommuneChoice(part.parent, via=part.name)
                ranked.setdefault(part.parent.pk, (_rank(asked, part, part.parent), choice))
    return [choice for _, choice in sorted(ranked.values(), key=itemgetter(0))[:limit]]


def _rank(asked: Asked, found: Commune, today: Commune) -> tuple[int, bool, int]:
    """By what was found, then by the commune it is in today."""
    return asked.nearness(found.search_text), today.department_id != asked.number, -(today.population or 0)


def _nearly(asked: Asked) -> list[CommuneChoice]:
    """Communes whose name differs by a letter or two (« Marseile »), to be suggested, never taken."""
    if len(asked.name) < SHORTEST_GUESS:
        return []
    alike = Commune.objects.current().filter(search_text__startswith=asked.name[:SAME_BEGINNING])
    names = dict.fromkeys(alike.values_list("search_text", flat=True))
    close = get_close_matches(asked.name, names, n=MOST_GUESSES, cutoff=NEARLY)
    if not close:
        return []
    found = Commune.objects.current().filter(search_text__in=close).select_related("department")
    ordered = sorted(found, key=lambda commune: (close.index(commune.search_text), -(commune.population or 0)))
    return [CommuneChoice(commune, is_guess=True) for commune in ordered[:MOST_GUESSES]]


def qpvs_like(typed: str, limit: int = 12) -> list[Qpv]:
    """Today's neighbourhoods whose code, name or commune answers what was typed, best first.

    At most ten queries, four less where a commune answers."""
    if len(fold(typed)) < SHORTEST_SEARCH:
        return []
    today = Qpv.objects.of_2024().prefetch_related("communes")
    communes = [choice.commune.pk for choice in communes_like(typed)]
    by_code = list(today.filter(code__iexact=clean_line(typed)))
    in_commune = list(today.filter(communes__in=communes).distinct()[:limit])
    return list(dict.fromkeys([*by_code, *qpvs_named(typed)[:limit], *in_commune]))[:limit]


def qpvs_named(typed: str) -> list[Qpv]:
    """Neighbourhoods whose name answers, its commune beside it or not: « la Castellane, Marseille »."""
    asked = Asked.read(typed)
    found = Qpv.objects.of_2024().select_related("department").prefetch_related("communes__department")
    if not asked.words:
        return []
    for word in asked.words:
        found = found.filter(Q(search_text__contains=word) | Q(communes__search_text__contains=word))
    named = Q(*(Q(search_text__contains=word) for word in asked.words), _connector=Q.OR)
    return sorted(found.filter(named).distinct()[:MOST_RANKED], key=lambda qpv: near_qpv(asked, qpv))


def near_qpv(asked: Asked, qpv: Qpv) -> int:
    """How near a neighbourhood is (`Asked.nearness`), once its commune's own words are set aside."""
    communes = " ".join(commune.search_text for commune in qpv.communes.all()).split()
    left = [word for word in asked.words if word not in communes or word in qpv.search_text.split()]
    return Asked(" ".join(left), "").nearness(qpv.search_text) if left else 0


def places_like(typed: str) -> list[Found]:
    """Departments, communes and neighbourhoods that answer, the nearest first; of two as near, the largest.

    Of a neighbourhood that is only near by its commune, the commune is enough. At most ten queries; as many for
    each part of an address of which the whole is nothing."""
    asked = Asked.read(typed)
    departments = [Found(_near_department(asked, each), department=each) for each in _departments(asked)]
    named = [Found(near_qpv(asked, qpv), qpv=qpv) for qpv in qpvs_named(typed)]
    choices = communes_like(typed)
    communes = [Found(_near_commune(asked, each), choice=each) for each in choices if not each.is_guess]
    sure = sorted([*departments, *communes, *named], key=attrgetter("nearness"))
    return sure or [*_qpvs_nearly(asked), *(Found(None, choice=each) for each in choices)] or _by_parts(typed)


def _by_parts(typed: str) -> list[Found]:
    """What answers one part of « La Cité inconnue, Marseille », the last first, to be suggested."""
    parts = [part for part in typed[:LONGEST].split(",")[:MOST_PARTS] if part.strip()]
    tries = (places_like(part) for part in reversed(parts)) if len(parts) > 1 else ()
    return [_guessed(found) for found in next(filter(None, tries), [])]


def _guessed(found: Found) -> Found:
    choice = found.choice and replace(found.choice, is_guess=True)
    return replace(found, nearness=None, choice=choice)


def _departments(asked: Asked) -> list[Department]:
    """Those that bear the name, or the number where nothing else is asked."""
    if not asked.name:
        return list(Department.objects.filter(code=asked.number))
    if asked.number:
        return []
    return list(Department.objects.filter(*(Q(search_text__contains=word) for word in asked.words)))


def _near_department(asked: Asked, department: Department) -> int:
    return asked.nearness(department.search_text) if asked.name else 0


def _near_commune(asked: Asked, choice: CommuneChoice) -> int:
    return asked.nearness(fold(choice.via) if choice.via else choice.commune.search_text)


def _qpvs_nearly(asked: Asked) -> list[Found]:
    if len(asked.name) < SHORTEST_GUESS:
        return []
    names = dict.fromkeys(Qpv.objects.of_2024().values_list("search_text", flat=True))
    close = get_close_matches(asked.name, names, n=MOST_GUESSES, cutoff=NEARLY)
    if not close:
        return []
    today = Qpv.objects.of_2024().select_related("department").prefetch_related("communes__department")
    found = today.filter(search_text__in=close)
    return [Found(None, qpv=qpv) for qpv in found[:MOST_GUESSES]]


def with_neighbourhoods(choices: list[CommuneChoice]) -> None:
    """Fetch today's neighbourhoods of these communes at once, into their `qpvs` (one query)."""
    found = Prefetch("qpvs", Qpv.objects.of_2024())
    prefetch_related_objects([choice.commune for choice in choices], found)


def department_of(code: str) -> Department | None:
    """With its region, by its code, whatever its case and its lost zero ("1", "2a")."""
    return Department.objects.select_related("region").filter(code=code.upper().zfill(2)).first()


def commune_of_today(code: str) -> Commune | None:
    """The commune that an official code names today: itself, or the one it is part of or was merged into."""
    known = Commune.objects.select_related("parent", "department").filter(code=code)
    found = known.order_by(Case(When(kind=Commune.Kind.COMMUNE, then=Value(0)), default=Value(1))).first()
    if found is not None:
        return found.parent or found
    return Commune.objects.current().filter(former_codes__contains=code).first() if _CODE.fullmatch(code) else None


def commune_index() -> dict[str, int]:
    """Primary key of today's commune for every code that ever led to one; one query over 37,000 rows."""
    columns = ("pk", "code", "kind", "parent", "former_codes")
    rows: Iterable[tuple[int, str, str, int | None, str]] = Commune.objects.values_list(*columns)
    index: dict[str, int] = {}
    wholes: dict[str, int] = {}
    for pk, code, kind, parent, former_codes in rows:
        for former in former_codes.split():
            index.setdefault(former, pk)
        if kind == Commune.Kind.COMMUNE:
            wholes[code] = parent or pk
        else:
            index[code] = parent or pk
    return index | wholes
