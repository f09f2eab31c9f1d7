"""The map of partner cities as parts of an inline SVG: a coast line, points, and labels that do not overlap.

Equirectangular, in tenths of a degree, from 30° W eastward once around, so that Asia and the Pacific are in the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from toshigaikou_cli.formats.tables.table import width

WEST, NORTH, SOUTH = -300, 780, -560
VIEW = (WEST, -NORTH, 3600, NORTH - SOUTH)
"""x, y, width and height of the view box."""
_CELL = 26
"""Half the height of a label's letters, which is the width of one terminal cell of it."""


class MapPoint(NamedTuple):
    """A city on the map. ``label`` has the place of its text, None where it would lie over another."""

    name: str
    x: int
    y: int
    radius: int
    number: int
    label: tuple[int, int, str] | None
    home: bool = False


def coast_path(rings: Iterable[Sequence[int]]) -> str:
    """The coast as one SVG path in relative steps. A ring is lon, lat, lon, lat … in tenths of a degree."""
    parts = []
    for ring in rings:
        x, y = ring[0], -ring[1]
        part = f"M{x},{y}l"
        steps = []
        for at in range(2, len(ring), 2):
            steps.append(f"{ring[at] - x},{-ring[at + 1] - y}")
            x, y = ring[at], -ring[at + 1]
        parts.append(f"{part}{' '.join(steps)}z")
    return "".join(parts)


def place(lon: float, lat: float) -> tuple[int, int]:
    """A point of the globe in the view box."""
    x = round(lon * 10)
    return (x + 3600 if x < WEST else x), -round(lat * 10)


def points(cities: Iterable[Mapping[str, Any]]) -> tuple[MapPoint, ...]:
    """Cities with ``name``, ``lat``, ``lon``, ``number`` and ``self``; those with much to show get their labels first."""
    taken: list[tuple[int, int, int, int]] = []
    drawn = []
    known = [city for city in cities if city["lat"] is not None and city["lon"] is not None]
    spots = [(*place(city["lon"], city["lat"]), radius(city["number"])) for city in known]
    taken += [(x - r, y - r, x + r, y + r) for x, y, r in spots]
    order = sorted(
        range(len(known)), key=lambda at: (not known[at]["self"], -known[at]["number"], known[at]["name"])
    )
    for at in order:
        x, y, size = spots[at]
        own = taken[at]
        label = _label(known[at]["name"], x, y, size, [box for box in taken if box != own])
        if label is not None:
            taken.append(label[1])
        drawn.append(
            MapPoint(
                known[at]["name"],
                x,
                y,
                size,
                known[at]["number"],
                label[0] if label else None,
                known[at]["self"],
            )
        )
    return tuple(drawn)


def radius(number: int) -> int:
    """The area of a point grows with its number."""
    return 14 + round(9 * number**0.5) if number else 11


Bounds = tuple[int, int, int, int]


def _label(
    name: str, x: int, y: int, size: int, taken: Sequence[Bounds]
) -> tuple[tuple[int, int, str], Bounds] | None:
    """A place for a label beside its point where nothing else is: right, left, below, above."""
    long, high = width(name) * _CELL, 2 * _CELL
    gap = size + 8
    tries = (
        (x + gap, y + 18, "start", (x + gap, y - _CELL, x + gap + long, y + _CELL)),
        (x - gap, y + 18, "end", (x - gap - long, y - _CELL, x - gap, y + _CELL)),
        (x, y + gap + 40, "middle", (x - long // 2, y + gap, x + long // 2, y + gap + high)),
        (x, y - gap, "middle", (x - long // 2, y - gap - high, x + long // 2, y - gap)),
    )
    left, top, wide, tall = VIEW
    for at_x, at_y, anchor, box in tries:
        inside = left <= box[0] and box[2] <= left + wide and top <= box[1] and box[3] <= top + tall
        if inside and not any(_overlap(box, other) for other in taken):
            return (at_x, at_y, anchor), box
    return None


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
