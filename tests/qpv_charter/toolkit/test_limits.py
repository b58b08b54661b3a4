"""Limits: so many uses in a window, the narrowest first."""

import time

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from qpv_charter.toolkit.limits import Limit, spend_all


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def test_uses_are_counted_per_key() -> None:
    limit = Limit("essai", times=2, seconds=60)

    assert [limit.spend("a") for _ in range(4)] == [True, True, False, False]
    assert limit.spend("b")


def test_an_address_is_the_same_whatever_its_case() -> None:
    limit = Limit("essai", times=1, seconds=60)

    assert limit.spend("Aminata@example.org")
    assert not limit.spend("aminata@EXAMPLE.org")


def test_a_new_window_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit("essai", times=1, seconds=60)
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert limit.spend("a")
    assert not limit.spend("a")

    monkeypatch.setattr(time, "time", lambda: 1_000_000_060.0)

    assert limit.spend("a")


def test_a_spent_narrow_limit_spares_the_wide_one() -> None:
    narrow, wide = Limit("narrow", times=1, seconds=60), Limit("wide", times=2, seconds=60)

    answers = [spend_all((narrow, "draft"), (wide, "network")) for _ in range(5)]

    assert answers == [True, False, False, False, False]
    assert spend_all((narrow, "other"), (wide, "network"))


@pytest.mark.django_db
@override_settings(
    CACHES={"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits_test"}}
)
def test_it_counts_in_the_database_cache_too() -> None:

    call_command("createcachetable", "limits_test", verbosity=0)
    limit = Limit("essai", times=2, seconds=3600)

    assert [limit.spend("a") for _ in range(3)] == [True, True, False]
