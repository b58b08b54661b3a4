"""Search matched word by word on a folded column, alike on SQLite and PostgreSQL."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from qpv_charter.toolkit.text import fold

QS = TypeVar("QS", bound="QuerySet[Any]")
MAX_WORDS = 8  # more than anybody types; keeps a pasted page from becoming a hundred conditions


def matching(queryset: QS, typed: str, *, field: str = "search_text") -> QS:
    """The rows whose folded `field` holds every word typed, in any order; all rows for an empty query."""
    condition = Q()
    for word in fold(typed[:500]).split()[:MAX_WORDS]:
        condition &= Q(**{f"{field}__contains": word})
    return queryset.filter(condition)
