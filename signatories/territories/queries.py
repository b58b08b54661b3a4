"""What other slices and pages ask about territories."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, Q, QuerySet, Value, When, prefetch_related_objects

from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import clean_line, fold
from signatories.territories.models import Commune, Qpv

SHORTEST_SEARCH = 2  # letters of a neighbourhood's name
_NUMBER = re.compile(r"[0-9]{2,5}")
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_CORSICA = re.compile(r"2[ab]")


@dataclass(frozen=True)
class CommuneChoice:
    """A commune that answers what was typed; `via` is the merged commune or arrondissement that led to it."""

    commune: Commune
    via: str = ""


@dataclass(frozen=True)
class _Asked:
    """What was typed, sorted out: a name, a number (postal code, or a department beside a name)."""

    name: str
    number: str

    @classmethod
    def read(cls, typed: str) -> "_Asked":
        words = fold(typed[:200]).split()
        numbers = [word for word in words if _NUMBER.fullmatch(word) or _CORSICA.fullmatch(word)]
        return cls(" ".join(word for word in words if word not in numbers), (numbers or [""])[0].upper())

    @property
    def is_postal(self) -> bool:
        """Five digits are a postal code; fewer are one being typed, unless a name stands beside."""
        return self.number.isdigit() and (not self.name or len(self.number) == 5)  # noqa: PLR2004  # a postal code

    def among(self, communes: QuerySet[Commune]) -> QuerySet[Commune]:
        """The communes that answer, best first."""
        if self.is_postal:
            communes = communes.filter(
                Q(postal_codes__startswith=self.number) | Q(postal_codes__contains=f" {self.number}")
            )
        elif not self.name:
            communes = communes.filter(department_id=self.number)
        if len(self.name) == 1:
            communes = communes.filter(search_text=self.name)  # Y, in the Somme
        nearness = Case(
            When(search_text=self.name, then=Value(0)),
            When(search_text__startswith=self.name, then=Value(1)),
            default=Value(2),
        )
        here = Case(When(department_id=self.number, then=Value(0)), default=Value(1))
        ranked = matching(communes, self.name)
        return ranked.order_by(nearness, here, F("population").desc(nulls_last=True), "code")

    def rank(self, choice: "CommuneChoice") -> tuple[int, bool, int]:
        """The same order for communes of today and those that a merged name led to, together."""
        name = fold(choice.via) if choice.via else choice.commune.search_text
        nearness = 0 if name == self.name else 1 if name.startswith(self.name) else 2
        return nearness, choice.commune.department_id != self.number, -(choice.commune.population or 0)


def communes_like(typed: str, limit: int = 20) -> list[CommuneChoice]:
    """Communes of today for what a person types: a name or its beginning, a postal code, a merged commune.

    Exact names come first, then names that start as typed, then the most populated. Two queries at most."""
    asked = _Asked.read(typed)
    if not asked.name and not asked.number:
        return []
    wholes = asked.among(Commune.objects.current()).select_related("department")
    choices = {commune.pk: CommuneChoice(commune) for commune in wholes[:limit]}
    if asked.name and len(choices) < limit:
        parts = Commune.objects.parts().exclude(parent__code=F("code"))
        for part in asked.among(parts).select_related("parent__department")[:limit]:
            if part.parent is not None:
                choices.setdefault(part.parent.pk, CommuneChoice(part.parent, via=part.name))
    return sorted(choices.values(), key=asked.rank)[:limit]


def qpvs_like(typed: str, limit: int = 12) -> list[Qpv]:
    """Today's neighbourhoods whose code, name or commune answers what was typed (at most 6 queries)."""
    if len(fold(typed)) < SHORTEST_SEARCH:
        return []
    today = Qpv.objects.of_2024().prefetch_related("communes")
    communes = [choice.commune.pk for choice in communes_like(typed)]
    by_code = list(today.filter(code__iexact=clean_line(typed)))
    by_name = list(matching(today, typed)[:limit])
    in_commune = list(today.filter(communes__in=communes).distinct()[:limit])
    return list(dict.fromkeys([*by_code, *by_name, *in_commune]))[:limit]


def with_neighbourhoods(choices: list[CommuneChoice]) -> None:
    """Fetch today's neighbourhoods of these communes at once, into their `qpvs` (one query)."""
    found = Prefetch("qpvs", Qpv.objects.of_2024())
    prefetch_related_objects([choice.commune for choice in choices], found)


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
