"""What a line of an official file may hold, on both sides of each bound."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from signatories.territories.neighbours import PAIRS, neighbours
from signatories.territories.readers import rows
from signatories.territories.readers.sources import _plain


@pytest.mark.parametrize(
    ("read", "typed", "kept"),
    [
        (rows.name, " Franc\u200b-Moisin ", "Franc-Moisin"),
        (rows.name, "a" * 200, "a" * 200),
        (rows.zone, "drom", "drom"),
        (rows.zone_of, "93", "metro"),
        (rows.zone_of, "974", "drom"),
        (rows.zone_of, "987", "com"),
        (rows.region_code, "1", "01"),
        (rows.department_code, "1", "01"),
        (rows.department_code, "2a", "2A"),
        (rows.commune_code, "1053", "01053"),
        (rows.postal_codes, "1000, 75001", "01000 75001"),
        (rows.postal_codes, " ".join(["75001"] * 50), " ".join(["75001"] * 50)),  # 299 characters
        (rows.former_codes, "", ""),
        (rows.former_codes, "93059 1053", "93059 01053"),
        (rows.population, "", None),
        (rows.population, "0", 0),
        (rows.population, "99999999", 99_999_999),
    ],
)
def test_what_is_sound_is_kept(read: Callable[[str], object], typed: str, kept: object) -> None:
    assert read(typed) == kept


@pytest.mark.parametrize(
    ("read", "typed", "reason"),
    [
        (rows.name, "\u200b ", "vide"),
        (rows.name, "a" * 201, "trop long"),
        (rows.name, "œ" * 126, "trop long"),  # folded, it is twice as long
        (rows.zone, "lune", "zone inconnue"),
        (rows.zone, "", "zone inconnue"),
        (rows.region_code, "1A", "région illisible"),
        (rows.department_code, "2C", "département illisible"),
        (rows.commune_code, "930666", "commune illisible"),
        (rows.postal_codes, "7500A", "postal illisible"),
        (rows.postal_codes, " ".join(["75001"] * 51), "trop de codes postaux"),
        (rows.former_codes, " ".join(["93059"] * 51), "trop de anciens codes"),
        (rows.population, "-1", "population illisible"),
        (rows.population, "1e3", "population illisible"),
        (rows.population, "100000000", "population illisible"),
    ],
)
def test_what_is_not_is_told(read: Callable[[str], object], typed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(typed)


@pytest.mark.parametrize(("typed", "kept"), [("180", 180), ("-180,0", -180), ("2.3622941", Decimal("2.36229"))])
def test_a_longitude_is_kept_to_a_metre(typed: str, kept: Decimal) -> None:
    assert rows.point(typed, "90") == (kept, Decimal(90))


@pytest.mark.parametrize(("longitude", "latitude"), [("2", ""), ("", "48")])
def test_half_a_point_is_told(longitude: str, latitude: str) -> None:
    with pytest.raises(ValueError, match="vont ensemble"):
        rows.point(longitude, latitude)


@pytest.mark.parametrize(("longitude", "latitude"), [("180.1", "48"), ("2", "90.1"), ("2", "-91"), ("x", "48")])
def test_a_point_off_the_earth_is_told(longitude: str, latitude: str) -> None:
    with pytest.raises(ValueError, match="coordonnée illisible"):
        rows.point(longitude, latitude)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [("commune-actuelle", "", ""), ("commune-actuelle", "93066", ""), ("commune-deleguee", "93066", "93066")],
)
def test_only_a_part_of_a_commune_has_a_parent(kind: str, typed: str, kept: str) -> None:
    assert rows.parent_code(typed, kind) == kept


def test_a_part_of_a_commune_names_its_parent() -> None:
    with pytest.raises(ValueError, match="n’est pas indiquée"):
        rows.parent_code("", "commune-deleguee")


@pytest.mark.parametrize(
    ("value", "kept"), [([1, " a "], "1 a"), (True, ""), (None, ""), ({"a": 1}, ""), (1.5, "1.5"), (" a ", "a")]
)
def test_a_value_of_json_reads_as_a_cell_would(value: object, kept: str) -> None:
    assert _plain(value) == kept


def test_departments_touch_each_other_both_ways() -> None:
    assert neighbours("75") == {"92", "93", "94"}
    assert neighbours("93") == {"75", "77", "92", "94", "95"}
    assert neighbours("2A") == {"2B"}
    assert neighbours("974") == set()
    for one, other in PAIRS:
        assert other in neighbours(one)
        assert one in neighbours(other)
