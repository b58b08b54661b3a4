"""Room in the shared cache: a flood of addresses must not push out the counters that slow it down."""

from typing import Any

MOST_ENTRIES = 100_000  # Django's own 300 would be filled by one evening's sign-ins, and a third of it thrown away


def roomy(cache: dict[str, Any]) -> dict[str, Any]:
    """The cache settings with our limit merged in, whatever CACHE_URL named; Redis keeps its own."""
    if "redis" in cache["BACKEND"].lower():
        return cache
    return cache | {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES} | cache.get("OPTIONS", {})}
