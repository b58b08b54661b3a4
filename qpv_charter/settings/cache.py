"""Room in the shared cache for the version of each page that is kept (toolkit/pages.py)."""

from typing import Any

MOST_ENTRIES = 100_000  # Django's own 300 would be filled by the neighbourhoods, and a third thrown away


def roomy(cache: dict[str, Any]) -> dict[str, Any]:
    """The cache settings with our limit merged in, whatever CACHE_URL named; Redis keeps its own."""
    if "redis" in cache["BACKEND"].lower():
        return cache
    return cache | {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES} | cache.get("OPTIONS", {})}
