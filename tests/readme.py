"""The console blocks of the documents: run them, compare them, or write them anew.

    python tests/readme.py [FILE.md …]

Commands see a terminal of :data:`COLUMNS` cells without colours, as a reader who follows the page would. Those of one
page run one after the other in a folder of its own, which holds the packaged documents. Where a page does not begin
with an import, both are imported before. The pages in Japanese (``docs/ja/``, ``README.ja.md``) show what is printed in
Japanese. A line of ``…`` stands for lines that a page leaves out: as many lines before
and after it are shown as the page shows today.
"""

from __future__ import annotations

import importlib.util
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
JAPANESE = ROOT / "README.ja.md"
JAPANESE_PAGES = ROOT / "docs" / "ja"
DAYS = ROOT / "docs" / "days"
COLUMNS = 100
"""Cells: no line of a terminal's output on a page is wider."""
IMPORT = "tgx import strategy-2014.tsv achievements-h29.tsv"
LEFT_OUT = "…\n"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """The documents with commands of tgx and their output."""
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path for path in files if list(tgx_commands(path.read_text(encoding="utf-8"))))


def blocks(text: str) -> list[list[tuple[str, str]]]:
    """Each console block as (command, output that follows it) pairs."""
    found = []
    for block in _BLOCK.findall(text):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
        found.append(list(zip(parts[1::2], parts[2::2], strict=True)))
    return found


def tgx_commands(text: str) -> Iterator[tuple[str, str]]:
    for block in blocks(text):
        yield from ((command, output) for command, output in block if command.startswith("tgx "))


def language(page: Path) -> str:
    """The language that a page's commands print."""
    return "ja" if page.resolve() in {JAPANESE, *JAPANESE_PAGES.glob("*.md")} else "en"


def run(command: str, folder: Path, lang: str = "en") -> str:
    """What a command prints in a folder that holds the packaged documents and the catalogue so far."""
    arguments = command.split()[1:]
    environment = {
        **os.environ,
        "TGX_DB": str(folder / "catalogue.sqlite"), "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / ".config"), "COLUMNS": str(COLUMNS), "NO_COLOR": "1",
        "PYTHONUTF8": "1", "TGX_LANG": lang,
    }  # fmt: skip
    ours, theirs = pty.openpty()
    _leave_line_ends(theirs)
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, "-m", "toshigaikou_cli", *arguments],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=errors,
        ),
    ):  # fmt: skip
        os.close(theirs)
        printed = b"".join(_until_closed(ours))
        os.close(ours)
        errors.seek(0)
        return (printed + errors.read()).decode("utf-8").replace(f"{folder}/", "")


def runs_here(command: str) -> bool:
    """Whether what a command needs is there: charts are an extra, and need a font."""
    if not re.search(r"--output \S+\.(svg|png)\b", command):
        return True
    from toshigaikou_cli.drawing.fonts import japanese_font
    from toshigaikou_cli.errors import UsageError

    try:
        return bool(japanese_font()) and importlib.util.find_spec("matplotlib") is not None
    except UsageError:
        return False


def shortened(printed: str, shown: str) -> str:
    """What a command printed, with the lines left out that ``shown`` leaves out."""
    kept = shown.splitlines(keepends=True)
    if LEFT_OUT not in kept:
        return printed
    before = kept.index(LEFT_OUT)
    lines = printed.splitlines(keepends=True)
    return "".join([*lines[:before], LEFT_OUT, *lines[len(lines) - (len(kept) - before - 1) :]])


def _leave_line_ends(terminal: int) -> None:
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            return
        if not part:
            return
        yield part


def prepared(folder: Path, text: str) -> Path:
    """The folder with the documents that a page's commands need, and the catalogue where it does not make it."""
    for documents in (ROOT / "data" / "projects" / "tokyo" / "documents", ROOT / "examples" / "sheets", DAYS):
        for document in documents.glob("*.tsv"):
            shutil.copy(document, folder)
    first = next(command for command, _ in tgx_commands(text))
    if not first.startswith("tgx import "):
        run(IMPORT, folder)
    return folder


def renewed(path: Path) -> str:
    """The text of a page with the output that its commands have today."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name), text)
        done = 0
        for command, output in tgx_commands(text):
            shown = f"$ {command}\n{output}"
            done = text.index(shown, done)
            fresh = f"$ {command}\n{shortened(run(command, folder, language(path)), output)}"
            text = text[:done] + fresh + text[done + len(shown) :]
            done += len(fresh)
    return text


def main() -> None:
    """Write the output of each command into the pages that are named, or into all."""
    for path in [Path(name) for name in sys.argv[1:]] or pages():
        path.write_text(renewed(path), encoding="utf-8")


if __name__ == "__main__":
    main()
