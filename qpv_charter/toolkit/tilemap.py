"""The tile map: one square per department, all the same size, overseas ones like the others.

On an ordinary map Seine-Saint-Denis, where the charter matters most, is a dot. Neighbours touch here as far as
a grid allows (tests/qpv_charter/toolkit/test_tilemap.py measures it). Two codes are left out since nobody lives
there: 984 (Terres australes et antarctiques françaises) and 989 (Clipperton)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

METROPOLE_GRID = """
.. .. .. .. .. .. 62 59 .. .. .. ..
.. .. .. .. 76 60 80 02 08 .. .. ..
.. .. .. 14 27 95 93 51 55 54 57 ..
29 22 50 61 78 92 75 77 10 52 88 67
56 35 53 72 28 91 94 89 21 70 90 68
.. 44 49 37 41 45 58 71 39 25 .. ..
.. 85 79 86 36 18 03 42 69 01 74 ..
.. .. 17 16 87 23 63 43 38 73 .. ..
.. .. .. 33 24 19 15 48 07 26 05 ..
.. .. .. 40 47 46 12 30 84 04 06 ..
.. .. .. 64 32 82 81 34 13 83 .. ..
.. .. .. .. 65 31 11 .. .. .. .. 2B
.. .. .. .. .. 09 66 .. .. .. .. 2A
"""
OVERSEAS_GRID = """
971 972 973 974 975 976 977 978 986 987 988
"""

CELL = 40  # from one tile's edge to the next one's, in the drawing's own units
SIDE = 37
SEA = 34  # how much of an empty row is left above the overseas ones, and their name


@dataclass(frozen=True)
class Level:
    """A shade of the map. Its colours are for paper; on screen tokens.css says them again, and dark mode."""

    number: int
    start: int
    label: str
    fill: str
    ink: str


LEVELS = [
    Level(0, 0, "aucune", "#efe6d4", "#4b5468"),
    Level(1, 1, "1 ou 2", "#f3b61f", "#1d2433"),
    Level(2, 3, "3 à 5", "#e8873a", "#1d2433"),
    Level(3, 6, "6 à 11", "#b23a20", "#ffffff"),
    Level(4, 12, "12 et plus", "#6f1d0d", "#ffffff"),
]


@dataclass(frozen=True)
class Tile:
    """A department's place on the grid, columns and rows counted from the top left."""

    code: str
    column: int
    row: int


@dataclass(frozen=True)
class DrawnTile:
    """A tile with what to write on it."""

    code: str
    name: str
    count: int
    level: Level
    href: str
    x: int
    y: int

    @property
    def anchor(self) -> str:
        """Which way its name is written above it, so that it stays in the drawing."""
        column = self.x // CELL
        return "start" if column < AT_THE_EDGE else "end" if column > LAST_COLUMN - AT_THE_EDGE else "middle"

    @property
    def name_x(self) -> int:
        """Where its name is written, from its left."""
        return {"start": 0, "middle": SIDE // 2, "end": SIDE}[self.anchor]

    @property
    def label(self) -> str:
        """What a screen reader says, and a mouse shows: "Seine-Saint-Denis (93) : 2 signataires"."""
        counted = f"{self.count} signataire{'s' if self.count > 1 else ''}" if self.count else "aucun signataire"
        return f"{self.name} ({self.code})\u202f: {counted}"


@dataclass(frozen=True)
class TileMap:
    """Everything templates/components/tile_map.html draws."""

    tiles: list[DrawnTile]
    levels: list[Level]
    width: int
    height: int
    overseas_label_y: int  # the line « Outre-mer » is written on

    @property
    def rows(self) -> list[DrawnTile]:
        """The same as a table: where somebody signed, most signatures first."""
        return sorted((tile for tile in self.tiles if tile.count), key=lambda tile: (-tile.count, tile.code))


def _read(grid: str, first_row: int) -> list[Tile]:
    return [
        Tile(code, column, first_row + row)
        for row, line in enumerate(grid.strip().splitlines())
        for column, code in enumerate(line.split())
        if code != ".."
    ]


METROPOLE = _read(METROPOLE_GRID, 0)
LAST_COLUMN = max(tile.column for tile in METROPOLE)
AT_THE_EDGE = 4  # columns, from which a long name would leave the drawing
LAST_ROW = max(tile.row for tile in METROPOLE)
# Every inhabited department and collectivity once; overseas follows after an empty row.
TILES = METROPOLE + _read(OVERSEAS_GRID, LAST_ROW + 2)


def _y(tile: Tile) -> int:
    return tile.row * CELL - (CELL - SEA if tile.row > LAST_ROW else 0)


def level(count: int) -> Level:
    """The shade for this number of signatories."""
    return max((level for level in LEVELS if level.start <= count), key=lambda level: level.start)


@dataclass(frozen=True)
class Located:
    """One tile, whose top left is at `x` and `y`, and the paths of the others: those that are `lit`, the rest."""

    x: int
    y: int
    lit: str
    others: str
    width: int
    height: int


def locate(code: str, *, lit: Collection[str] = ()) -> Located | None:
    """Where a department is, with those that are `lit`; None for one that the map does not draw."""
    here = next((tile for tile in TILES if tile.code == code), None)
    if here is None:
        return None
    others = [tile for tile in TILES if tile != here]
    return Located(
        x=here.column * CELL,
        y=_y(here),
        lit=_path(tile for tile in others if tile.code in lit),
        others=_path(tile for tile in others if tile.code not in lit),
        width=max(tile.column for tile in TILES) * CELL + SIDE,
        height=max(map(_y, TILES)) + SIDE,
    )


def _path(tiles: Iterable[Tile]) -> str:
    """Many squares in one path: a tenth of what as many elements weigh."""
    corners = [f"a5 5 0 0 1 {x} {y}" for x, y in ((5, 5), (-5, 5), (-5, -5), (5, -5))]
    side = SIDE - 10
    square = f"h{side}{corners[0]}v{side}{corners[1]}h-{side}{corners[2]}v-{side}{corners[3]}z"
    return "".join(f"M{tile.column * CELL + 5} {_y(tile)}{square}" for tile in tiles)


def draw(counts: Mapping[str, int], names: Mapping[str, str], *, href: str) -> TileMap:
    """The map of these counts by department code; `href` is an address with `{code}` in it.

    A code without a name is called by its code, so that the map stands before territories are loaded."""
    drawn = [
        DrawnTile(
            code=tile.code,
            name=names.get(tile.code, "Département"),
            count=counts.get(tile.code, 0),
            level=level(counts.get(tile.code, 0)),
            href=href.format(code=tile.code),
            x=tile.column * CELL,
            y=_y(tile),
        )
        for tile in TILES
    ]
    return TileMap(
        tiles=drawn,
        levels=LEVELS,
        width=max(tile.x for tile in drawn) + SIDE,
        height=max(tile.y for tile in drawn) + SIDE,
        overseas_label_y=(LAST_ROW + 1) * CELL + SEA - 10,
    )
