"""Where the data and the schemas that travel with tgx are: in the wheel, or in the checkout.

``data/base`` holds what is known of any city, ``data/projects`` one folder for each city that tgx brings along.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_DEFAULT_PROJECT = "tokyo"


def packaged(name: str) -> Path:
    """The path of a packaged file or folder, such as ``schemas/columns.schema.json``."""
    in_wheel = _HERE / "_packaged"
    root = in_wheel if in_wheel.is_dir() else _HERE.parents[1]
    return root / name


def base_data(name: str = "") -> Path:
    """A packaged file of what is known of any city, such as ``columns.yaml``; the folder of them for ""."""
    return packaged("data/base") / name


def default_project() -> Path:
    """The folder of the packaged project that serves where there is no other."""
    return packaged("data/projects") / _DEFAULT_PROJECT
