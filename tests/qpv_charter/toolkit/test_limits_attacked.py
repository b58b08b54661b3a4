"""Limits under fire: many uses at the same instant, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from qpv_charter.settings.cache import MOST_ENTRIES, roomy
from qpv_charter.toolkit.limits import Limit
from tests.races import side_by_side

LIMIT = Limit("attacked", times=5, seconds=24 * 3600, share=3)


@pytest.mark.django_db(transaction=True)
def test_twenty_uses_at_once_are_five() -> None:
    with ThreadPoolExecutor(max_workers=20) as pool:
        allowed = list(pool.map(_spend_in_thread, ["victime@example.org"] * 20))

    assert allowed.count(True) == LIMIT.times


def _spend_in_thread(key: str) -> bool:
    try:
        return LIMIT.spend(key)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_last_use_goes_to_one_of_two() -> None:
    limit = Limit("attacked", times=1, seconds=24 * 3600)

    answers = side_by_side(lambda: limit.spend("victime@example.org"), lambda: limit.spend("victime@example.org"))

    assert sorted(answers, key=bool) == [False, True]


@pytest.mark.engines
def test_room_is_made_in_whatever_cache_is_named_but_redis() -> None:
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1"}

    assert roomy(database)["OPTIONS"] == {"MAX_ENTRIES": MOST_ENTRIES}
    assert roomy(redis) == redis
