"""What a process keeps at hand: the things asked last, as they are."""

import time
from collections.abc import Iterator

import pytest

from qpv_charter.toolkit.shelf import Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """Room for three things."""
    made = Shelf("essai", {"OPTIONS": {"MAX_ENTRIES": 3}, "TIMEOUT": 60})
    yield made
    made.clear()


def test_what_was_asked_the_longest_ago_leaves_first(shelf: Shelf) -> None:
    for name in "abc":
        shelf.set(name, name)
    shelf.get("a")
    shelf.set("b", "b again")

    shelf.set("d", "d")

    assert [shelf.get(name) for name in "abcd"] == ["a", "b again", None, "d"]


def test_things_are_kept_as_they_are_for_all_threads(shelf: Shelf) -> None:
    thing: list[str] = []
    shelf.set("a", thing)

    assert Shelf("essai", {}).get("a") is thing
    assert Shelf("ailleurs", {}).get("a") is None


@pytest.mark.parametrize(
    ("timeout", "after", "there"),
    [
        ({}, 60, True),
        ({}, 61, False),
        ({"timeout": 5}, 5, True),
        ({"timeout": 5}, 6, False),
        ({"timeout": None}, 1e9, True),
    ],
)
def test_things_are_kept_for_some_seconds(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    timeout: dict[str, int | None],
    after: float,
    there: bool,  # noqa: FBT001  # a case
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    shelf.set("a", "thing", **timeout)

    monkeypatch.setattr(time, "monotonic", lambda: 1000.0 + after)

    assert shelf.get("a", "nothing") == ("thing" if there else "nothing")


def test_what_is_over_leaves_no_trace(shelf: Shelf) -> None:
    shelf.set("a", "thing", timeout=-1)

    shelf.get("a")

    assert not shelf._things
