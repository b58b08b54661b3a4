"""The version of kept pages: one for all processes, asked of the shared cache a few times a second at most."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit import pages

pytestmark = pytest.mark.django_db
NAME = "essai"
Clock = Callable[[float], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Clock:
    """`at(0.1)` sets the clock, in seconds; what the shared cache says is believed for 0.1 s."""
    settings.VERSION_BELIEVED = 0.1
    monkeypatch.setattr(pages, "_read", {})

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr(time, "monotonic", lambda: seconds)

    return set_clock


def changed_by_another_process() -> None:
    cache.set(f"pages:version:{NAME}", "ailleurs")


def test_another_process_is_heard_a_tenth_of_a_second_later(at: Clock) -> None:
    at(5)
    before = pages.version(NAME)
    changed_by_another_process()

    at(5.09)
    assert pages.version(NAME) == before
    at(5.1)
    assert pages.version(NAME) == "ailleurs"


def test_this_process_hears_itself_at_once_but_not_before_the_commit(
    at: Clock, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    at(5)
    before = pages.version(NAME)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        pages.changed(NAME)
        assert pages.version(NAME) == before

    assert pages.version(NAME) != before


def test_a_crowd_asks_the_shared_cache_once(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    at(5)
    pages.version(NAME)
    monkeypatch.setattr(cache, "get", lambda *_: pytest.fail("the shared cache was asked"))

    assert len({pages.version(NAME) for _ in range(1000)}) == 1
