"""Where the data and the schemas that travel with tgx are: in the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """The path of a packaged file or folder, such as ``data/bureaus.yaml``."""
    in_wheel = _HERE / "_packaged"
    root = in_wheel if in_wheel.is_dir() else _HERE.parents[1]
    return root / name
