"""Where a GeoJSON geometry puts a territory on a map (never who lives in it)."""

from math import isfinite
from typing import Any

Point = tuple[float, float]


def centroid(geometry: object) -> tuple[str, str]:
    """Longitude and latitude, in degrees with five decimals, of the largest outer ring's centre.

    Raises ValueError, in French, for anything but a well-formed Polygon or MultiPolygon."""
    try:
        x, y = max((_centre(ring) for ring in _outer_rings(geometry)), key=lambda found: found[0])[1]
    except (TypeError, ValueError, LookupError, ArithmeticError):
        raise ValueError("le contour n’est pas un polygone lisible") from None
    if not (isfinite(x) and isfinite(y)):
        raise ValueError("le contour n’est pas un polygone lisible")
    return f"{x:.5f}", f"{y:.5f}"


def position(geometry: dict[str, Any]) -> tuple[str, str]:
    """Longitude and latitude, in degrees with five decimals, of a Point. Raises ValueError, in French."""
    try:
        x, y = map(float, geometry["coordinates"][:2] if geometry.get("type") == "Point" else ())
    except (TypeError, ValueError, LookupError, ArithmeticError):
        raise ValueError("le centre n’est pas un point lisible") from None
    return f"{x:.5f}", f"{y:.5f}"


def _outer_rings(geometry: object) -> list[list[Point]]:
    if not isinstance(geometry, dict) or geometry["type"] not in {"Polygon", "MultiPolygon"}:
        raise ValueError
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(float(position[0]), float(position[1])) for position in polygon[0]] for polygon in polygons]


def _centre(ring: list[Point]) -> tuple[float, Point]:
    """Area (in square degrees) and centre of a closed ring; a ring without area has the mean of its points."""
    twice_area = sum_x = sum_y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        twice_area += cross
        sum_x += (x1 + x2) * cross
        sum_y += (y1 + y2) * cross
    if not twice_area:
        return 0.0, (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    return abs(twice_area) / 2, (sum_x / (3 * twice_area), sum_y / (3 * twice_area))
