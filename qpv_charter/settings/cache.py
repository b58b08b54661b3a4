"""Room in the shared cache for the version of each page that is kept (toolkit/pages.py), and no patience: pages do
without it rather than wait."""

from typing import Any

MOST_ENTRIES = 100_000  # Django's own 300 would be filled by the neighbourhoods, and a third thrown away
WAITS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}  # seconds


def roomy(cache: dict[str, Any]) -> dict[str, Any]:
    """The cache settings with our limit merged in, whatever CACHE_URL named; Redis keeps its own."""
    if "redis" in cache["BACKEND"].lower():
        return cache
    return cache | {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES} | cache.get("OPTIONS", {})}


def impatient(cache: dict[str, Any]) -> dict[str, Any]:
    """The cache settings with a short wait for a server that does not answer; the database has its own."""
    if "redis" not in cache["BACKEND"].lower():
        return cache
    return cache | {"OPTIONS": WAITS | cache.get("OPTIONS", {})}
