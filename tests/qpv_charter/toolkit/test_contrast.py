"""Every pair of colours that the style sheets put together can be read, in light and in dark."""

import re

import pytest
from django.conf import settings

from qpv_charter.toolkit import emblems

pytestmark = pytest.mark.once

CSS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")

TEXT = [  # what is written, on what
    *[
        (ink, ground)
        for ink in ("ink", "muted", "brick", "brick-dark", "sky", "danger")
        for ground in ("paper", "sand")
    ],
    *[("ink", ground) for ground in ("sky-light", "pine-light", "sun-light", "danger-light")],
    *[("brick-dark", ground) for ground in ("sky-light", "pine-light", "sun-light", "danger-light")],
    *[("muted", ground) for ground in ("sky-light", "pine-light", "sun-light", "danger-light")],
    *[("sky", ground) for ground in ("sky-light", "pine-light", "sun-light", "danger-light")],
    ("on-brick", "brick"),
    ("on-brick", "brick-dark"),
    ("on-sun", "sun"),
    ("pine", "pine-light"),
    ("pine", "paper"),
    ("danger", "danger-light"),
    ("paper", "ink"),
    ("paper", "danger"),
    *[(f"on-t{level}", f"t{level}") for level in range(5)],
    *[(f"on-k{colour}", f"k{colour}{part}") for colour in range(emblems.COLOURS) for part in ("", "s")],
]
EDGES = [("edge", "paper"), ("edge", "sand"), ("pine", "pine-light"), ("danger", "paper"), ("ink", "paper")]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("css", [LIGHT, LIGHT + DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(css: str, ink: str, ground: str) -> None:
    tokens = colours(css)

    assert contrast(tokens[ink], tokens[ground]) >= 4.5, f"{ink} on {ground}"


@pytest.mark.parametrize("css", [LIGHT, LIGHT + DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_can_be_seen(css: str, edge: str, ground: str) -> None:
    tokens = colours(css)

    assert contrast(tokens[edge], tokens[ground]) >= 3, f"{edge} on {ground}"


def test_every_colour_is_in_a_pair() -> None:
    """A colour nobody checks is a colour nobody may use for text; only lines are left out."""
    checked = {name for pair in TEXT + EDGES for name in pair}

    assert set(colours(LIGHT)) - checked == {"line"}


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
