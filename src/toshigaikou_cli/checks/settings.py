"""``tgx.toml``: the options of ``tgx validate`` for a folder and all below it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.records.settings import Settings

NAME = "tgx.toml"
SEVERITIES = ("error", "warning", "info")
FAIL_ON = ("error", "warning", "never")

_LISTS = ("select", "ignore")
_CHOICES = {
    "severity": SEVERITIES,
    "fail-on": FAIL_ON,
    "format": ("text", "json", "github", "junit", "sarif", "markdown", "csv"),
}
_PATHS = ("baseline", "strategy", "vocabulary", "aliases", "columns")
_TEXTS = ("bureau", "year")
KEYS = (*_LISTS, *_CHOICES, *_PATHS, *_TEXTS, "goal")


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest ``tgx.toml``, from a folder upwards. Raises UsageError where it is broken."""
    for each in (folder, *folder.parents):
        if (each / NAME).is_file():
            return read_settings(each / NAME)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings of a file. Raises UsageError for what is no TOML, a key that is unknown, or a wrong value."""
    data = read_toml(path)
    unknown = [key for key in data if key != "validate"]
    if unknown:
        raise _refused(path, f"unknown key: {unknown[0]}", "there is [validate]")
    table = data.get("validate", {})
    if not isinstance(table, Mapping):
        raise _refused(path, "validate is no table", "write [validate]")
    values: dict[str, Any] = {key.replace("-", "_"): _value(path, key, value) for key, value in table.items()}
    return Settings(**values)._replace(source=path)


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file. Raises UsageError with the file and the line where it cannot be read."""
    import tomllib

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError("no such file", where=str(path), hint="check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "not UTF-8"
        raise UsageError(f"cannot be read: {what}", where=str(path), hint="check the file") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"not valid TOML: {error}", where=str(path), hint="mend that line") from error


def _value(path: Path, key: str, value: object) -> object:
    if key not in KEYS:
        raise _refused(path, f"unknown key: validate.{key}", f"known: {', '.join(KEYS)}")
    if key in _LISTS:
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise _refused(path, f"validate.{key} is no list of texts", 'write ["date-*"]')
    if key == "goal":
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise _refused(path, "validate.goal is no whole number", "write 2")
    if key == "year" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise _refused(path, f"validate.{key} is no text", "put it in quotes")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise _refused(path, f"validate.{key} is {value!r}", f"one of {', '.join(_CHOICES[key])}")
    return path.parent / value if key in _PATHS else value


def _refused(path: Path, what: str, hint: str) -> UsageError:
    return UsageError(what, where=str(path), hint=hint)
