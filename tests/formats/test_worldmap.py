"""The map: every point where it belongs, labels that do not overlap, a coast of real land."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.formats.pages.worldmap import VIEW, coast_path, place, points
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.packaged import base_data

COAST = json.loads(base_data("coastline.json").read_text(encoding="utf-8"))


def test_the_coast_is_of_the_globe_and_says_whose_it_is() -> None:
    assert "Natural Earth" in COAST["source"]
    assert COAST["licence"] == "public domain"
    assert len(COAST["rings"]) > 50
    for ring in COAST["rings"]:
        assert len(ring) % 2 == 0
        assert len(ring) >= 6
        assert all(-1800 <= lon <= 1800 for lon in ring[::2])
        assert all(-900 <= lat <= 900 for lat in ring[1::2])


def test_a_path_goes_around_its_ring() -> None:
    assert coast_path([[0, 0, 10, 0, 10, -20]]) == "M0,0l10,0 0,20z"
    path = coast_path(COAST["rings"])
    assert re.fullmatch(r"(M-?\d+,-?\d+l(-?\d+,-?\d+ ?)+z)+", path)
    assert path.count("z") == len(COAST["rings"])


def test_asia_and_america_are_on_either_side_of_the_pacific() -> None:
    tokyo, new_york, paris = place(139.7, 35.7), place(-74.0, 40.7), place(2.3, 48.9)
    assert paris[0] < tokyo[0] < new_york[0]
    assert tokyo == (1397, -357)


def city(name: str, lat: float, lon: float, number: int = 1, own: bool = False) -> dict[str, Any]:
    return {"name": name, "lat": lat, "lon": lon, "number": number, "self": own}


def test_a_city_without_coordinates_is_left_to_the_table() -> None:
    assert points([{**city("甲", 0, 0), "lat": None}]) == ()


cities = st.lists(
    st.builds(
        city,
        st.text("都市外交局", min_size=1, max_size=12),
        st.floats(-50, 70),
        st.floats(-179, 179),
        st.integers(0, 400),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=50)
@given(cities)
def test_labels_lie_within_the_map_and_apart(listed: list[dict[str, Any]]) -> None:
    drawn = points(listed)
    assert len(drawn) == len(listed)
    boxes = []
    for point in drawn:
        if point.label:
            x, y, anchor = point.label
            long = width(point.name) * 26
            left = {"start": x, "end": x - long, "middle": x - long // 2}[anchor]
            boxes.append((left, y, left + long))
    for left, y, right in boxes:
        assert left >= VIEW[0]
        assert right <= VIEW[0] + VIEW[2]
        assert VIEW[1] <= y <= VIEW[1] + VIEW[3]
    for a, b in pairwise(sorted(boxes)):
        assert a[2] <= b[0] or abs(a[1] - b[1]) >= 40
