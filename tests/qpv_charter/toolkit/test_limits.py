"""Limits: so many uses in a window, the narrowest first, and for each who asks a share of what others need too."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from qpv_charter.toolkit.limits import Limit, forget_ended, spend_all
from qpv_charter.toolkit.models import Counter
from qpv_charter.toolkit.tasks import forget_what_is_old

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window ends in the middle of a test."""
    now = time.time() // 86_400 * 86_400 + 7200
    monkeypatch.setattr(time, "time", lambda: now)


def test_uses_are_counted_per_key() -> None:
    limit = Limit("essai", times=2, seconds=60)

    assert [limit.spend("a") for _ in range(4)] == [True, True, False, False]
    assert limit.spend("b")


def test_uses_are_counted_per_limit() -> None:
    assert Limit("essai", times=1, seconds=60).spend("a")
    assert Limit("autre", times=1, seconds=60).spend("a")


def test_an_address_is_the_same_whatever_its_case() -> None:
    limit = Limit("essai", times=1, seconds=60)

    assert limit.spend("Aminata@example.org")
    assert not limit.spend("aminata@EXAMPLE.org")


def test_a_new_window_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit("essai", times=1, seconds=60)
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert limit.spend("a")
    assert not limit.spend("a")

    monkeypatch.setattr(time, "time", lambda: 1_000_000_019.0)
    assert not limit.spend("a")
    monkeypatch.setattr(time, "time", lambda: 1_000_000_020.0)

    assert limit.spend("a")


def test_a_spent_narrow_limit_spares_the_wide_one() -> None:
    narrow, wide = Limit("narrow", times=1, seconds=60), Limit("wide", times=2, seconds=60)

    answers = [spend_all((narrow, "draft"), (wide, "network")) for _ in range(5)]

    assert answers == [True, False, False, False, False]
    assert spend_all((narrow, "other"), (wide, "network"))


def test_a_spent_wide_limit_spares_the_narrow_one_and_leaves_no_row() -> None:
    """A flood of addresses from one network does not fill the table."""
    narrow, wide = Limit("narrow", times=1, seconds=60), Limit("wide", times=1, seconds=60)
    assert spend_all((narrow, "a"), (wide, "network"))
    rows = Counter.objects.count()

    assert not any(spend_all((narrow, f"{number}"), (wide, "network")) for number in range(20))

    assert Counter.objects.count() == rows
    assert narrow.spend("3")


def test_one_asker_spends_no_more_than_a_share_and_leaves_the_rest_to_others() -> None:
    limit = Limit("essai", times=5, seconds=60, share=2)

    stranger = [limit.spend("a", by="stranger") for _ in range(10)]

    assert stranger == [True] * 2 + [False] * 8
    assert [limit.spend("a", by="owner") for _ in range(3)] == [True, True, False]
    assert [limit.spend("a", by="third") for _ in range(2)] == [True, False]
    assert limit.spend("b", by="stranger")


def test_several_who_ask_from_one_place_leave_some_to_others() -> None:
    limit = Limit("essai", times=5, seconds=60, share=3)

    there = [limit.spend("a", by=str(number // 3), place="there") for number in range(9)]

    assert there.count(True) == 4
    assert limit.spend("a", by="owner", place="elsewhere")
    assert limit.spend("b", by="1", place="there")


def test_where_nobody_asks_only_the_whole_is_counted() -> None:
    limit = Limit("essai", times=3, seconds=60, share=1)

    assert [limit.spend("a") for _ in range(4)] == [True, True, True, False]


def test_what_is_rolled_back_was_not_used() -> None:
    limit = Limit("essai", times=1, seconds=60)
    with transaction.atomic():
        assert limit.spend("a")
        transaction.set_rollback(True)

    assert limit.spend("a")


def test_a_counter_names_nobody() -> None:
    Limit("essai", times=1, seconds=60).spend("aminata@example.org")

    key = Counter.objects.get().key
    assert len(key) == 64
    assert "aminata" not in key


def test_counters_of_windows_that_are_over_are_forgotten_each_day() -> None:
    for key, ends_in in (("over", -1), ("running", 3600)):
        Limit("essai", times=1, seconds=3600).spend(key)
        Counter.objects.order_by("-ends_at").exclude(uses=9).update(
            ends_at=timezone.now() + timedelta(seconds=ends_in), uses=9
        )

    forget_what_is_old.func()

    assert [counter.ends_at > timezone.now() for counter in Counter.objects.all()] == [True]
    assert forget_ended() == 0


def test_no_cache_is_needed(settings: Any) -> None:
    """The cache may be down: limits count all the same, neither « unlimited » nor an error."""
    down = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    limit = Limit("essai", times=2, seconds=60)

    with override_settings(CACHES=settings.CACHES | {"default": down}):
        with pytest.raises(RedisConnectionError):
            cache.get("anything")
        assert [limit.spend("a") for _ in range(3)] == [True, True, False]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one journal for all")
def test_no_count_waits_for_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = %s", [Counter._meta.db_table])
        assert cursor.fetchall() == [("u",)]
