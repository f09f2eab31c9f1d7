"""Files that tgx writes for its user, each in one step, and TOML files."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import TgxError, UsageError

_STREAMS = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))


def write_file(path: Path, data: bytes, error: type[TgxError] = UsageError, *, parents: bool = False) -> None:
    """Put ``data`` in the place of a file in one step: who reads it finds the old content or the new, also after a
    crash. Of a symbolic link, the file that it stands for; its mode is kept. What is no regular file (/dev/stdout,
    a FIFO) is written to as it is. ``parents`` makes the folders above.

    Raises ``error`` where it cannot be written; a regular file is then as it was.
    """
    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.absolute().parent in _STREAMS or (path.exists() and not path.is_file()):
            _append(path, data)
        else:
            _replace(path.resolve(), data)
    except (OSError, RuntimeError, ValueError) as reason:  # a loop of links; a name with a NUL
        raise unwritable(path, reason, error) from reason


def _append(path: Path, data: bytes) -> None:
    """Never cut off: /dev/stdout may be a file that holds something already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as file:
        file.write(data)


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    draft = path.with_name(f".tgx-{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        os.replace(draft, path)  # noqa: PTH105 - the one step
    finally:
        with suppress(OSError):
            draft.unlink()


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file, its dates as text (ISO).

    Raises UsageError with the file and the line where it cannot be read.
    """
    import tomllib

    try:
        data: dict[str, Any] = _plain(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
        return data
    except FileNotFoundError as error:
        raise refused(path, "no such file", "check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "not UTF-8"
        raise refused(path, f"cannot be read: {what}", "check the file") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refused(path, f"not valid TOML: {error}", "mend that line") from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value


def refused(path: Path, what: str, hint: str, error: type[TgxError] = UsageError) -> TgxError:
    """The error about a file that the user gave."""
    return error(what, where=str(path), hint=hint)


def unwritable(path: Path, reason: Exception, error: type[TgxError] = UsageError) -> TgxError:
    """The error about a file that cannot be written."""
    what = (getattr(reason, "strerror", None) or str(reason) or "error").lower()
    return refused(path, f"cannot be written: {what}", "check the folder, or name another file", error)
