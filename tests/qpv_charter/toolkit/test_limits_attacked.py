"""Limits under fire, on the cache that a site has by default: the database's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from qpv_charter.settings.cache import MOST_ENTRIES, roomy
from qpv_charter.toolkit.limits import Limit

LIMIT = Limit("attacked", times=5, seconds=24 * 3600)
TABLE = "attacked_cache"


@pytest.fixture
def database_cache(settings: Any, transactional_db: None) -> Iterator[None]:
    """The default cache of a site, in a table of its own."""
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": TABLE}
    settings.CACHES = settings.CACHES | {"default": roomy(database)}
    call_command("createcachetable", TABLE, verbosity=0)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


@pytest.mark.slow
@pytest.mark.usefixtures("database_cache")
def test_twenty_uses_at_once_are_five() -> None:
    with ThreadPoolExecutor(max_workers=20) as pool:
        allowed = list(pool.map(_spend_in_thread, ["victime@example.org"] * 20))

    assert allowed.count(True) == LIMIT.times


def _spend_in_thread(key: str) -> bool:
    try:
        return LIMIT.spend(key)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.usefixtures("database_cache")
def test_a_flood_of_other_keys_does_not_push_a_counter_out() -> None:
    for _ in range(LIMIT.times):
        LIMIT.spend("victime@example.org")

    cache.set_many(
        {f"autre-{number}": 1 for number in range(400)}
    )  # Django's cache keeps 300 unless told otherwise

    assert not LIMIT.spend("victime@example.org")


def test_room_is_made_in_whatever_cache_is_named_but_redis() -> None:
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1"}

    assert roomy(database)["OPTIONS"] == {"MAX_ENTRIES": MOST_ENTRIES}
    assert roomy(redis) == redis
