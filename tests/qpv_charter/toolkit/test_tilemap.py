"""The tile map: everybody once, neighbours together, numbers told in words too."""

import io
from importlib import import_module

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from qpv_charter.toolkit.tilemap import LEVELS, METROPOLE, TILES, draw, level

# Departments of the mainland and Corsica that share a border, each pair once.
BORDERS = """
01: 38 39 69 71 73 74
02: 08 51 59 60 77 80
03: 18 23 42 58 63 71
04: 05 06 26 83 84
05: 26 38 73
06: 83
07: 26 30 38 42 43 48 84
08: 51 55
09: 11 31 66
10: 21 51 52 77 89
11: 31 34 66 81
12: 15 30 34 46 48 81 82
13: 30 83 84
14: 27 50 61 76
15: 19 43 46 48 63
16: 17 24 79 86 87
17: 24 33 79 85
18: 23 36 41 45 58
19: 23 24 46 63 87
21: 39 52 58 70 71 89
22: 29 35 56
23: 36 63 87
24: 33 46 47 87
25: 39 70 90
26: 38 84
27: 28 60 61 76 78 95
28: 41 45 61 72 78 91
29: 56
2A: 2B
30: 34 48 84
31: 32 65 81 82
32: 40 47 64 65 82
33: 40 47
34: 81
35: 44 49 50 53 56
36: 37 41 86 87
37: 41 49 72 86
38: 42 69 73
39: 70 71
40: 47 64
41: 45 72
42: 43 63 69 71
43: 48 63
44: 49 56 85
45: 58 77 89 91
46: 47 82
47: 82
49: 53 72 79 85 86
50: 53 61
51: 52 55 77
52: 55 70 88
53: 61 72
54: 55 57 67 88
55: 88
57: 67
58: 71 89
59: 62 80
60: 76 77 80 95
61: 72
62: 80
64: 65
67: 68 88
68: 88 90
69: 71
70: 88 90
73: 74
75: 92 93 94
76: 80
77: 89 91 93 94 95
78: 91 92 95
79: 85 86
81: 82
83: 84
86: 87
88: 90
91: 92 94
92: 93 94 95
93: 94 95
"""
PAIRS = [
    (line[:2], neighbour) for line in BORDERS.strip().splitlines() for neighbour in line.partition(": ")[2].split()
]
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
