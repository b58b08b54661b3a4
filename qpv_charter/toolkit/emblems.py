"""An association's own tile: a colour and a shape, from what never changes of it, and its initials.

The same tile stands for it wherever it is drawn: beside its name, large on its page, lit in the skyline."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from qpv_charter.toolkit.search import ARTICLES
from qpv_charter.toolkit.text import fold

COLOURS = 5  # the classes k0 to k4 of components.css, whose tokens test_contrast.py checks
# In a square of 40, whose corners are rounded by 5: what touches a corner follows it.
SHAPES = (
    "M5 0H34A34 34 0 0 1 0 34V5A5 5 0 0 1 5 0z",  # a quarter of a disc
    "M5 0H36L0 36V5A5 5 0 0 1 5 0z",  # half a square
    "M20 4L36 20L20 36L4 20z",  # a diamond
    "M20 6a14 14 0 0 1 0 28a14 14 0 0 1 0-28z",  # a disc
    "M4 36A32 32 0 0 1 36 4A32 32 0 0 1 4 36z",  # a leaf
    "M5 40A15 15 0 0 1 35 40z",  # a rising sun
    "M9 40V20A11 11 0 0 1 31 20V40z",  # a door
    "M14 0H28A28 28 0 0 1 0 28V14A14 14 0 0 0 14 0z",  # a quarter of a ring
    "M7 7h11v11h-11zM22 7h11v11h-11zM7 22h11v11h-11zM22 22h11v11h-11z",  # four windows
    "M0 30H10V20H20V10H30V0H35A5 5 0 0 1 40 5V35A5 5 0 0 1 35 40H5A5 5 0 0 1 0 35z",  # stairs
)
TURNED = (0, 1, 4, 5, 6, 7, 9)  # shapes that look otherwise once turned by a quarter
_BESIDE = re.compile(r"\([^)]*\)")  # what a name adds between brackets: « (exemple) », « (93) »

# In columns of windows: low houses, blocks and towers. A name of the data lights one window.
SKYLINE = "3 3 2 5 5 5 2 2 4 4 4 4 1 2 6 6 3 3 2 4 4 1 3 3 3 2 2 1 1 2 2 3 1 1 2 2 2 1 1 2"
SEEN_BY_ALL = 17  # columns, which a phone of 320 px shows: there lights every other window, the first one too


@dataclass(frozen=True)
class Emblem:
    """A shape of SHAPES, turned by so many degrees, in the colours of the class `k{colour}`."""

    colour: int
    shape: int
    turned: int

    @property
    def path(self) -> str:
        return SHAPES[self.shape]


@dataclass(frozen=True)
class Window:
    """A place of the skyline, from the bottom left, and who lights it."""

    x: int
    y: int
    emblem: Emblem


@dataclass(frozen=True)
class Skyline:
    """`dark`: the path of the windows that nobody lights yet."""

    lit: list[Window]
    dark: str
    width: int
    height: int

    @property
    def shapes(self) -> list[tuple[int, str]]:
        return list(enumerate(SHAPES))


def emblem(key: object) -> Emblem:
    """The tile of what bears this key, the same for ever."""
    digest = _digest(key)
    shape = digest[1] % len(SHAPES)
    return Emblem(digest[0] % COLOURS, shape, digest[2] % 4 * 90 if shape in TURNED else 0)


def initials(name: str) -> str:
    """Two capitals that recall a name, or one, or none: « Régie des Deux Rives » is RD.

    >>> initials("L’Œuvre de St-Denis (exemple)")
    'OS'
    """
    words = fold(_BESIDE.sub(" ", name)).split() or fold(name).split()
    telling = [word for word in words if word not in ARTICLES] or words
    return "".join(word[0] for word in telling[:2]).upper()


def skyline(keys: Iterable[object]) -> Skyline:
    """A neighbourhood where each key, in the order they came, lights the window that its digest says, or the next
    one that is free. Whoever comes later moves nobody; once all are lit, the last to come have theirs."""
    free = _places()
    size, lit = len(free), []
    near = sum(x < SEEN_BY_ALL * 40 for x, _ in free.values())
    for rank, key in enumerate(list(keys)[-size:]):
        start = int.from_bytes(_digest(key)[3:7]) % (size if rank % 2 else near)
        place = next(free.pop(i % size) for i in range(start, start + size) if i % size in free)
        lit.append(Window(*place, emblem(key)))
    columns = len(SKYLINE.split())
    dark = "".join(f"M{x} {y}h36v36h-36z" for x, y in free.values())
    return Skyline(lit, dark, columns * 40, max(map(int, SKYLINE.split())) * 40)


def _places() -> dict[int, tuple[int, int]]:
    """Every window, numbered column after column."""
    heights = [int(height) for height in SKYLINE.split()]
    top = max(heights)
    every = [
        (column * 40, (top - floor) * 40)
        for column, height in enumerate(heights)
        for floor in range(1, height + 1)
    ]
    return dict(enumerate(every))


def _digest(key: object) -> bytes:
    return hashlib.sha256(str(key).encode()).digest()
