"""``tgx.toml``: the options of ``tgx validate`` for a folder and all below it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from toshigaikou_cli import projects
from toshigaikou_cli.files import read_toml, refused
from toshigaikou_cli.records.settings import Settings
from toshigaikou_cli.schema import violation

NAME = projects.SETTINGS

_PATHS = ("baseline", "strategy", "vocabulary", "aliases", "columns")


def find_settings(folder: Path | None = None) -> Settings:
    """The settings of the nearest ``tgx.toml``, from a folder (by default that of the project that was named, else the
    working folder) upwards. Raises UsageError where it is broken."""
    named = os.environ.get(projects.VARIABLE)
    start = folder or (projects.named_project(Path(named)).folder if named else Path.cwd())
    for each in (start, *start.parents):
        if (each / NAME).is_file():
            return read_settings(each / NAME)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings of a file. Raises UsageError for what is no TOML, a key that is unknown, or a wrong value."""
    data = read_toml(path)
    broken = violation(data, "settings")
    if broken:
        raise refused(path, broken.what, broken.hint)
    values = {
        key.replace("-", "_"): _value(path, key, value) for key, value in data.get("validate", {}).items()
    }
    return Settings(**values)._replace(source=path)


def _value(path: Path, key: str, value: Any) -> Any:
    """A value that keeps to the schema, in the shape of :class:`Settings`."""
    if key in ("select", "ignore"):
        return (value,) if isinstance(value, str) else tuple(value)
    if key in _PATHS:
        return path.parent / value
    if isinstance(value, float):  # 2.0 is whole, too
        value = int(value)
    return str(value) if key == "year" else value
