"""Folders that tgx writes as a whole: made beside their place, and put there when all of it is on the disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.files import beside, locked, refused, unwritable
from toshigaikou_cli.messages import coded, say

MARK = "tgx-export.json"
"""In each such folder: which files are of tgx. What holds others, or was made as something else, is never replaced."""
PAGE_MARK = "tgx-page.json"


@contextmanager
def whole_folder(path: Path, about: dict[str, object], mark: str = MARK) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``path`` at the end, or is gone after an error.

    ``about`` is kept in its ``mark``. Raises UsageError where something is there that is no such folder, or has further files.
    """
    with locked(path, parents=True):
        try:
            real = path.resolve()
            draft, old = beside(real, "new"), beside(real, "old")
            _restore(real, draft, old)
            _refuse_foreign(path, mark)
            draft.mkdir()
        except (OSError, RuntimeError, ValueError) as reason:
            raise unwritable(path, reason) from reason
        try:
            yield draft
            _finish(draft, about, mark)
            _swap(draft, real, old)
        except OSError as reason:
            raise unwritable(path, reason) from reason
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _restore(real: Path, draft: Path, old: Path) -> None:
    """Clear away what a killed process left; what it had moved aside comes back."""
    if old.is_dir() and not real.exists():
        old.rename(real)
    for left in (draft, old):
        if left.exists():
            shutil.rmtree(left)


def _refuse_foreign(path: Path, mark: str) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise refused(path, say("a file, not a folder"), say("name a folder"))
    if not (known := _marked(path / mark)):
        if any(path.iterdir()):
            what = say("the folder holds something that is no {made} of tgx", made=_made(mark))
            raise refused(path, what, say("name a new or an empty folder"))
    elif further := sorted(_files(path) - known):
        raise _further(path, further, mark)


def _further(path: Path, further: list[str], mark: str) -> TgxError:
    listed = say("{file} and {n} more", file=further[0], n=len(further) - 1) if further[1:] else further[0]
    what = say("the folder holds files that are not of the {made}: {listed}", made=_made(mark), listed=listed)
    return refused(path, what, say("move them, or name a new folder"))


def _made(mark: str) -> str:
    """What a mark is of: export, page."""
    return coded(mark.removeprefix("tgx-").removesuffix(".json"))


def _files(folder: Path) -> set[str]:
    return {
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*")
        if not each.is_dir() or each.is_symlink()
    }


def _marked(mark: Path) -> set[str]:
    try:
        return {mark.name, *map(str, json.loads(mark.read_text(encoding="utf-8"))["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _finish(draft: Path, about: dict[str, object], mark: str) -> None:
    """Add the mark, and bring all to the disk."""
    said = {**about, "files": sorted(_files(draft))}
    (draft / mark).write_text(
        json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    _synced(draft)


def _synced(draft: Path) -> None:
    for each in draft.rglob("*"):
        if each.is_file():
            with each.open("rb+") as file:
                os.fsync(file.fileno())


def _swap(draft: Path, real: Path, old: Path) -> None:
    """Two renames: a process that is killed between them is mended by the next."""
    if real.exists():
        real.rename(old)
    try:
        draft.rename(real)
    except OSError:
        if old.exists() and not real.exists():
            old.rename(real)
        raise
    with suppress(OSError):
        shutil.rmtree(old)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which stands at ``path`` at the end, or is gone after an error; it has no mark, and is never
    replaced. Raises UsageError where something is there already, an empty folder apart."""
    with locked(path, parents=True):
        real = path.resolve()
        draft, old = beside(real, "new"), beside(real, "old")
        try:
            _restore(real, draft, old)
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise refused(path, say("something is there already"), say("name a new or an empty folder"))
            draft.mkdir()
            yield draft
            _synced(draft)
            _swap(draft, real, old)
        except OSError as reason:
            raise unwritable(path, reason) from reason
        finally:
            shutil.rmtree(draft, ignore_errors=True)
