"""Files that tgx reads and writes for its user: read within a bound, written in one step; and TOML files."""

from __future__ import annotations

import errno
import os
import stat
import time as clock
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from toshigaikou_cli.errors import TgxError, UsageError, system_words
from toshigaikou_cli.messages import say

if TYPE_CHECKING:
    from filelock import BaseFileLock

MAX_BYTES = 100 * 1024 * 1024
"""Of a file, unless the user allows more."""
LOCK_SECONDS = 10.0
"""How long one waits for another process that writes the same file."""
PIPE_SECONDS = 10.0
"""How long one waits for somebody to write into a pipe."""

_STREAMS = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
_WINDOWS = os.name == "nt"
_TRIES = 20
"""On Windows a file that another program reads cannot be replaced: most close it soon."""
_WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
_CHUNK = 1024 * 1024
_MAX_TOML = 20 * 1024 * 1024


# ---------------------------------------------------------------- writing


def write_file(
    path: Path, data: bytes | Iterable[bytes], error: type[TgxError] = UsageError, *, parents: bool = False
) -> None:
    """Put ``data``, whole or in pieces, in the place of a file in one step: who reads it finds the old content or the
    new, also after a crash. Of a symbolic link, the file that it stands for; its mode is kept. What is no regular file
    (/dev/stdout, a FIFO) is written to as it is. ``parents`` makes the folders above.

    Raises ``error`` where it cannot be written, or another process is writing it; a regular file is then as it was.
    """
    with locked(path, error, parents=parents):
        replace_file(path, data, error)


def replace_file(path: Path, data: bytes | Iterable[bytes], error: type[TgxError] = UsageError) -> None:
    """What :func:`write_file` does, for who holds the file :func:`locked` since reading it."""
    pieces = (data,) if isinstance(data, bytes) else data
    try:
        if _is_stream(path):
            _append(path, pieces)
        else:
            _replace(_real(path), pieces)
    except (OSError, RuntimeError, ValueError) as reason:  # a loop of links; a name with a NUL
        raise unwritable(path, reason, error) from reason


@contextmanager
def locked(path: Path, error: type[TgxError] = UsageError, *, parents: bool = False) -> Iterator[None]:
    """Keep other processes from writing a file while it is read, changed and written: a lock on a file beside the
    file's real place, which is gone afterwards. Where a network folder has no locks there is none.

    Raises ``error`` where another process writes it for more than ten seconds, or its folder cannot be written.
    """
    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        lock = None if _is_stream(path) else _acquired(beside(_real(path), "lock"))
    except TimeoutError as reason:
        hint = say("try again when it has finished")
        raise refused(path, say("another tgx is writing this file"), hint, error) from reason
    except (OSError, RuntimeError, ValueError) as reason:
        raise unwritable(path, reason, error) from reason
    try:
        yield
    finally:
        if lock:
            _released(lock)


def beside(path: Path, kind: str) -> Path:
    """The name of a hidden file of tgx for a file, in its folder. It depends on nothing else, so that the next who
    holds the lock finds what a killed process has left; spellings that one file system takes for one name give one."""
    name = unicodedata.normalize("NFC", path.name.casefold())
    from hashlib import sha256  # only who writes needs it

    return path.with_name(f".tgx-{sha256(os.fsencode(name)).hexdigest()[:16]}.{kind}")


def _acquired(path: Path) -> BaseFileLock | None:
    from filelock import FileLock

    if not path.parent.is_dir():  # some releases of filelock wait for the folder
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    lock = FileLock(path, timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno not in _WITHOUT_LOCKS:
            raise
        return None
    return lock


def _released(lock: BaseFileLock) -> None:
    """Let go of a lock and remove its file: while it is held, where the system allows that, so that whoever waits for
    it sees that it is gone (filelock looks) and makes a new one."""
    with suppress(OSError):
        Path(lock.lock_file).unlink()
    with suppress(OSError):
        lock.release()
    if _WINDOWS:
        with suppress(OSError):
            Path(lock.lock_file).unlink()


def _real(path: Path) -> Path:
    """The file that a path stands for. Raises OSError for links that lead to each other (RuntimeError before Python 3.13)."""
    real = path.resolve()
    if real.is_symlink():  # from Python 3.13 on, resolve() leaves such a link as it is
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


def _is_stream(path: Path) -> bool:
    return path.absolute().parent in _STREAMS or (path.exists() and not path.is_file() and not path.is_dir())


def _append(path: Path, pieces: Iterable[bytes]) -> None:
    """Never cut off: /dev/stdout may be a file that holds something already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as file:
        file.writelines(pieces)


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if mode is not None and not os.access(path, os.W_OK):  # its folder would allow it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = beside(path, "tmp")
    try:
        with suppress(FileNotFoundError):
            draft.unlink()  # of a process that was killed
        with draft.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        _put(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()


def _put(draft: Path, path: Path) -> None:
    """The one step."""
    for left in reversed(range(_TRIES if _WINDOWS else 1)):
        try:
            os.replace(draft, path)  # noqa: PTH105 - as the tests replace it
            return
        except PermissionError:
            if not left:
                raise
            clock.sleep(0.05)


# ---------------------------------------------------------------- reading


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Paths, with the files in the place of a pattern (``*.xlsx``): the shells of Windows leave that to the program."""
    found: list[Path] = []
    for path in paths:
        pattern = _WINDOWS and set("*?") & set(str(path)) and not path.exists()
        listed = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)))) if pattern else []
        found += listed or [path]
    return found


def shown_name(name: str) -> str:
    """A file's name as text: bytes in it that are not UTF-8 written out (``\\xff``)."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The content of a file, or what comes out of a pipe until its end.

    Raises OSError with a reason that can be shown: also where there is more than ``most`` bytes, for a device, and for
    a pipe that nobody writes into for ten seconds.
    """
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
        raise OSError(errno.EINVAL, say("a device, not a file"))
    if stat.S_ISFIFO(kind):
        return _from_pipe(path, most)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise _too_large(most)
        return file.read() if size else _bounded(file, most)  # of what is made as it is read there is no size


def digest_of(path: Path, most: int = MAX_BYTES) -> str:
    """The SHA-256 of a file's content, in hexadecimal. Raises OSError, as :func:`read_bytes`."""
    from hashlib import sha256  # it loads OpenSSL

    return sha256(read_bytes(path, most)).hexdigest()


def _bounded(file: IO[bytes], most: int, begun: bytes = b"") -> bytes:
    data = bytearray(begun)
    while len(data) <= most:
        part = file.read(_CHUNK)
        if not part:
            return bytes(data)
        data += part
    raise _too_large(most)


def _too_large(most: int) -> OSError:
    return OSError(errno.EFBIG, say("more than {most:,} bytes", most=most))


def _from_pipe(path: Path, most: int) -> bytes:
    import select

    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(pipe, "rb") as file:
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN | select.POLLHUP)
        came = waiting.poll(PIPE_SECONDS * 1000)
        try:
            begun = os.read(pipe, _CHUNK)
        except BlockingIOError:  # somebody is there, and slow
            os.set_blocking(pipe, True)
            return _bounded(file, most)
        if not begun and not came:
            raise OSError(errno.EAGAIN, say("nobody writes into this pipe"))
        os.set_blocking(pipe, True)
        return _bounded(file, most, begun) if begun else b""


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file, its dates as text (ISO).

    Raises UsageError with the file and the line where it cannot be read.
    """
    import tomllib

    try:
        data: dict[str, Any] = _plain(tomllib.loads(read_bytes(path, _MAX_TOML).decode("utf-8-sig")))
        return data
    except FileNotFoundError as error:
        raise refused(path, say("no such file"), say("check the path")) from error
    except (OSError, UnicodeDecodeError) as error:
        what = system_words(error, lower=False) if isinstance(error, OSError) else say("not UTF-8")
        raise refused(path, say("cannot be read: {what}", what=what), say("check the file")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refused(path, say("not valid TOML: {error}", error=error), say("mend that line")) from error


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
    what = say("cannot be written: {what}", what=system_words(reason))
    return refused(path, what, say("check the folder, or name another file"), error)
