"""Search matched word by word on a folded column, alike on SQLite and PostgreSQL."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from qpv_charter.toolkit.text import fold

QS = TypeVar("QS", bound="QuerySet[Any]")
LONGEST = 500  # characters read of a search
MAX_WORDS = 8  # more than anybody types; keeps a pasted page from becoming a hundred conditions


def words(typed: str) -> list[str]:
    """The folded words of a search; lone letters (« l’œuvre ») say nothing when other words do."""
    found = fold(typed[:LONGEST]).split()[:MAX_WORDS]
    return [word for word in found if len(word) > 1] or found


# What says nothing beside other words: « la Castellane » is asked for by « Castellane » alone.
ARTICLES = frozenset({"l", "la", "le", "les", "d", "de", "des", "du", "a", "au", "aux", "et", "en"})


def telling(typed: str) -> list[str]:
    """The folded words of a search without its articles, unless there is nothing else."""
    found = words(typed)
    return [word for word in found if word not in ARTICLES] or found


def holding(typed: str, *, field: str = "search_text") -> Q:
    """The folded `field` holds every word typed, in any order; true of all rows for an empty search."""
    return Q(*(Q(**{f"{field}__contains": word}) for word in words(typed)))


def matching(queryset: QS, typed: str, *, field: str = "search_text") -> QS:
    """The rows whose folded `field` holds every word typed, in any order; all rows for an empty query."""
    return queryset.filter(holding(typed, field=field))
