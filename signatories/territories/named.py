"""Communes by their names alone, as some lists of neighbourhoods give them: within one department, no guess."""

import re
from collections import defaultdict

from qpv_charter.toolkit.search import ARTICLES
from qpv_charter.toolkit.text import fold
from signatories.territories.models import Commune

_DEPARTMENT = re.compile(r"\s*\((?:\d{2,3}|2[AB])\)", re.IGNORECASE | re.ASCII)  # « Saint-Denis (93) »
# Between several communes of one cell. What a name may hold too (« Pont-et-Massène ») serves where these fail.
_BETWEEN, _BETWEEN_TOO = re.compile(r"\s*[,;/|\n+]\s*"), re.compile(r"\s+(?:et|&|-|–)\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:er|e|eme)\b(?: arrondissement| arrdt| arr)?")


class CommuneNames:
    """Communes of today by department and name: their own, and those of what they have absorbed (one query)."""

    def __init__(self) -> None:
        # The surest first: the very names, then without their articles; of today's communes, then of former ones.
        self._known: list[dict[tuple[str, str], set[int]]] = [defaultdict(set) for _ in range(4)]
        columns = ("pk", "parent", "department", "search_text")
        for pk, parent, department, name in Commune.objects.values_list(*columns):
            very, bare = self._known[2:] if parent else self._known[:2]
            very[department, _ranked(name)].add(parent or pk)
            bare[department, _bare(_ranked(name))].add(parent or pk)

    def read(self, cell: str, *, department: str) -> set[int]:
        """Primary keys of the communes that a cell names: one, or several.

        Raises ValueError, in French, with the names that no commune of the department bears, or that two bear."""
        whole = self._one(cell, department)
        if whole:
            return {whole}
        found: set[int] = set()
        unknown = []
        for part in filter(None, _BETWEEN.split(_DEPARTMENT.sub("", cell))):
            pks = self._several(part, department)
            found |= pks
            unknown += [] if pks else [part]
        if unknown or not found:
            listed = ", ".join(part[:60] for part in unknown or [cell])
            raise ValueError(f"commune introuvable dans le département {department} ({listed})")
        return found

    def _several(self, part: str, department: str) -> set[int]:
        """The commune of this name, else those of both its halves; empty when one is not known."""
        names = [part] if self._one(part, department) else _BETWEEN_TOO.split(part)
        pks = [self._one(name, department) for name in names]
        return {pk for pk in pks if pk} if all(pks) else set()

    def _one(self, name: str, department: str) -> int | None:
        """The only commune of that name: today's first, then one that was absorbed."""
        asked = _ranked(fold(_DEPARTMENT.sub("", name)))
        keys = (department, asked), (department, _bare(asked))
        tried = (known.get(keys[place % 2]) for place, known in enumerate(self._known))
        found = next(filter(None, tried), set())
        return next(iter(found)) if len(found) == 1 else None


def _ranked(folded: str) -> str:
    """A folded name whose district has one form: « Paris 18ème », « Paris 18e Arrondissement »."""
    return _ORDINAL.sub(r"\1", folded)


def _bare(folded: str) -> str:
    """Without the article that some put first, and others last: « Le Havre », « Havre (Le) »."""
    words = folded.split()
    if len(words) > 1 and words[0] in ARTICLES:
        return " ".join(words[1:])
    if len(words) > 1 and words[-1] in ARTICLES:
        return " ".join(words[:-1])
    return folded
