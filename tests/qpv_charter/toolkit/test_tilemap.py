"""The tile map: everybody once, neighbours together, numbers told in words too."""

import io
from importlib import import_module

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from qpv_charter.toolkit.tilemap import LEVELS, METROPOLE, TILES, draw, level, locate
from signatories.territories.neighbours import PAIRS

PLACES = {tile.code: (tile.column, tile.row) for tile in TILES}


def touch(one: str, other: str) -> bool:
    """By a side or a corner."""
    (x, y), (u, v) = PLACES[one], PLACES[other]
    return max(abs(x - u), abs(y - v)) == 1


def test_every_inhabited_department_and_collectivity_is_there_once() -> None:
    metropole = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}
    overseas = {"971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"}

    codes = [tile.code for tile in TILES]

    assert len(codes) == len(set(codes)) == 107
    assert set(codes) == metropole | overseas


def test_no_two_tiles_share_a_place() -> None:
    assert len(set(PLACES.values())) == len(TILES)


def test_nine_neighbours_in_ten_touch() -> None:
    together = sum(touch(one, other) for one, other in PAIRS)

    assert together / len(PAIRS) > 0.92


def test_every_department_touches_a_real_neighbour() -> None:
    accompanied = {code for pair in PAIRS if touch(*pair) for code in pair}

    assert accompanied == {tile.code for tile in METROPOLE}


def test_the_grid_has_no_hole_on_the_mainland() -> None:
    taken = {place for code, place in PLACES.items() if code not in {"2A", "2B"}}
    for row in range(13):
        columns = sorted(column for column, line in taken if line == row)
        assert columns == list(range(columns[0], columns[-1] + 1)), f"row {row}"


@pytest.mark.parametrize(
    ("code", "west", "north"),
    [("92", -1, 0), ("93", 0, -1), ("94", 0, 1), ("77", 1, 0), ("95", -1, -1), ("78", -2, 0), ("91", -1, 1)],
)
def test_ile_de_france_surrounds_paris(code: str, west: int, north: int) -> None:
    x, y = PLACES["75"]

    assert PLACES[code] == (x + west, y + north)


def test_overseas_is_one_block_of_tiles_of_the_same_size() -> None:
    overseas = [tile for tile in draw({}, {}, href="/{code}/").tiles if len(tile.code) == 3]

    assert len({tile.y for tile in overseas}) == 1
    assert [tile.x for tile in overseas] == [40 * i for i in range(11)]


@pytest.mark.parametrize(
    ("count", "expected"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (11, 3), (12, 4), (900, 4)]
)
def test_the_level_follows_the_count(count: int, expected: int) -> None:
    assert level(count) == LEVELS[expected]


def test_a_tile_says_its_number_in_words() -> None:
    drawn = draw({"93": 2, "75": 1}, {"93": "Seine-Saint-Denis", "75": "Paris"}, href="/territoires/{code}/")
    labels = {tile.code: tile.label for tile in drawn.tiles}

    assert labels["93"] == "Seine-Saint-Denis (93)\u202f: 2 signataires"
    assert labels["75"] == "Paris (75)\u202f: 1 signataire"
    assert labels["2A"] == "Département (2A)\u202f: aucun signataire"
    assert {tile.code: tile.href for tile in drawn.tiles}["93"] == "/territoires/93/"


def test_the_table_lists_the_most_signed_first() -> None:
    drawn = draw({"01": 1, "93": 4, "02": 1}, {}, href="/{code}/")

    assert [tile.code for tile in drawn.rows] == ["93", "01", "02"]


def test_the_same_drawing_goes_in_a_tagged_pdf() -> None:
    drawn = draw({"93": 2}, {"93": "Seine-Saint-Denis"}, href="https://charte.example.org/territoires/{code}/")
    svg = render_to_string("components/tile_map_drawing.html", {"map": drawn})

    try:
        weasyprint = import_module("weasyprint")
    except OSError:
        pytest.skip("Pango is missing on this machine.")
    page = f'<!doctype html><html lang="fr"><title>Carte</title><body>{svg}</body></html>'
    pdf = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()

    assert all(tile.code in text for tile in TILES)


def test_a_tile_is_located_among_the_others() -> None:
    located = locate("93")
    drawn = next(tile for tile in draw({}, {}, href="/{code}/").tiles if tile.code == "93")

    assert located
    assert (located.x, located.y) == (drawn.x, drawn.y)
    assert located.others.count("M") == len(TILES) - 1
    assert f"M{drawn.x + 5} {drawn.y}h" not in located.others
    assert locate("984") is None


def test_others_are_lit_and_not_oneself() -> None:
    located = locate("93", lit={"93", "75", "59"})

    assert located
    assert located.lit.count("M") == 2
    assert located.others.count("M") == len(TILES) - 3


def test_a_name_is_written_within_the_drawing() -> None:
    """The longest are two thirds as wide as the drawing: from an edge, they are written inwards."""
    drawn = {tile.code: tile for tile in draw({}, {}, href="/{code}/").tiles}

    assert (drawn["29"].anchor, drawn["29"].name_x) == ("start", 0)
    assert (drawn["75"].anchor, drawn["75"].name_x) == ("middle", 18)
    assert (drawn["67"].anchor, drawn["67"].name_x) == ("end", 37)


def test_a_name_is_written_on_a_page_alone() -> None:
    context = {"map": draw({"93": 2}, {"93": "Seine-Saint-Denis"}, href="/{code}/")}

    page = render_to_string("components/tile_map.html", context | {"caption": "Signataires", "after": "fin"})
    alone = render_to_string("components/tile_map_drawing.html", context)

    assert page.count(">Seine-Saint-Denis (93)\u202f: 2 signataires</text>") == 1
    assert "</text></a>" in alone
    assert "map__name" not in alone
