"""An association's tile: the same for ever, unlike most others; the skyline lights one window for each."""

import re
from uuid import UUID

import pytest

from qpv_charter.toolkit import emblems
from qpv_charter.toolkit.emblems import SHAPES, Emblem, emblem, initials, skyline
from qpv_charter.toolkit.templatetags import components

KEYS = [UUID(int=number) for number in range(1000)]


def test_a_tile_never_changes() -> None:
    assert emblem(UUID("7d3c1f0e-5b0a-4c35-9f4e-2a8f6f0b9c11")) == Emblem(colour=4, shape=5, turned=180)


def test_tiles_are_as_many_as_they_can_be() -> None:
    found = {emblem(UUID(int=number)) for number in range(5000)}

    assert len({tile.shape for tile in found}) == len(SHAPES)
    assert len({tile.colour for tile in found}) == emblems.COLOURS
    assert len(found) == emblems.COLOURS * (4 * len(emblems.TURNED) + len(SHAPES) - len(emblems.TURNED))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_stays_in_its_tile(shape: str) -> None:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", shape)]

    assert max(numbers) <= 40
    assert "M0 0" not in shape, "a sharp corner"


@pytest.mark.parametrize(
    ("name", "recalled"),
    [
        ("Régie des Deux Rives (exemple)", "RD"),
        ("L’Œuvre de St-Denis", "OS"),
        ("Amis", "A"),
        ("La", "L"),
        ("3 P’tits Tours", "3P"),
        ("S.O.S. Racisme", "SR"),
        ("(93)", "9"),
        ("Ǧ العائلة", "GA"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_initials_recall_the_words_that_tell(name: str, recalled: str) -> None:
    found = initials(name)

    assert found == recalled or (name.startswith("Ǧ") and len(found) == 2)


def test_whoever_comes_later_moves_nobody() -> None:
    before, after = skyline(KEYS[:30]).lit, skyline(KEYS[:60]).lit

    assert after[:30] == before
    assert [window.emblem for window in after] == [emblem(key) for key in KEYS[:60]]


@pytest.mark.parametrize("number", [0, 1, 3, 60, 500])
def test_each_lights_a_window_of_its_own_as_long_as_there_is_one(number: int) -> None:
    every = len(emblems._places())

    drawn = skyline(KEYS[:number])
    places = {(window.x, window.y) for window in drawn.lit}

    assert len(places) == len(drawn.lit) == min(number, every)
    assert drawn.dark.count("M") == every - len(places)
    assert all(0 <= x < drawn.width and 0 <= y < drawn.height for x, y in places)
    assert [window.emblem for window in drawn.lit] == [emblem(key) for key in KEYS[:number][-every:]]


@pytest.mark.parametrize("number", range(20))
def test_a_phone_sees_the_first_window_lit(number: int) -> None:
    (window,) = skyline([KEYS[number]]).lit

    assert window.x < emblems.SEEN_BY_ALL * 40


def test_a_logo_comes_before_the_tile() -> None:
    tile = components.emblem(name="<b>", key=1)

    assert components.emblem(name="A", key=1, logo="logos/a.png").startswith(
        '<img class="emblem" src="/logos/a.png"'
    )
    assert ">B</text>" in tile
    assert "<b>" not in tile
